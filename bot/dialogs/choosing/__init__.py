"""A coach chooses whom they coach, who accepts or not (requirement D390)."""
