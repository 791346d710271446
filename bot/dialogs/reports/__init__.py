"""Reports that go up, from head to headquarters: drafted, sent, acknowledged or returned."""
