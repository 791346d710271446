"""`mshauri person`: what an operator does for a person."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot.commandline import finish, meant, store

# Everything else is imported inside the commands: `mshauri --help` must not wait for the providers' libraries.


@click.group()
def person() -> None:
    """What an operator may do for a person; never what they wrote, never a full phone number.

    \b
    Examples:
      mshauri person find Faith Mutua
      mshauri person addresses 812345
      mshauri person unlock 812345
      mshauri person add "Faith Mutua" --tsc 812345 --phone 0712000001 --role mentee --school MWL01
      mshauri person correct 812345 --name "Faith Mutua Kioko"
      mshauri person end-role 812345 mentor
      mshauri person merge 812345 id:77
      mshauri person redact 812345
    """


@person.command("find")
@click.argument("words", nargs=-1, required=True)
def find_person(words: tuple[str, ...]) -> None:
    """List the people whose name holds all these WORDS, or whose TSC number or local id they are.

    \b
    Examples:
      mshauri person find Mutua
      mshauri person find 812345
    """
    from bot.operator import persons

    with store() as engine, meant():
        finish(persons.find(engine, words, datetime.now(UTC)), failed=False)


@person.command("unlock")
@click.argument("who", metavar="ID|TSC")
@click.option(
    "--number", type=click.Choice(["old", "new"]), help="Which is theirs, where a new number was objected to."
)
def unlock_person(who: str, number: str | None) -> None:
    """Open a PIN again that is locked or forgotten, for somebody whom you know beyond doubt.

    It works as before; for a day its owner can choose a new one. They are told, and it is kept that an operator did it.
    Heads and directors do the same in chat with UNLOCK, for their own people.

    \b
    Examples:
      mshauri person unlock 812345
      mshauri person unlock id:12
      mshauri person unlock 812345 --number old
    """
    from bot.operator import persons

    with store() as engine, meant():
        click.echo(persons.unlock(engine, who, number, datetime.now(UTC)))


@person.command("addresses")
@click.argument("who", metavar="ID|TSC")
def list_addresses(who: str) -> None:
    """List where somebody is reached, the preferred first: proved, in doubt, dead, last heard; no full number.

    Its owner moves to another number with NUMBER; whoever is above them opens one that is in doubt with UNLOCK.

    \b
    Example:
      mshauri person addresses 812345
    """
    from bot.operator import persons

    with store() as engine, meant():
        finish(persons.addresses_of(engine, who, datetime.now(UTC)), failed=False)


ROLES = ("mentee", "mentor", "head", "deputy", "scd", "cd", "rd", "dfs", "itsd", "nt", "operator", "dpo", "champion")
EMPLOYMENT = click.Choice(["permanent", "intern"])


@person.command("end-role")
@click.argument("who", metavar="ID|TSC")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--school", metavar="CODE", help="Which one, where the role is held at several schools.")
def end_role(who: str, role: str, school: str | None) -> None:
    """End a ROLE of somebody from today on: what they were asked and shown for it waits for whoever holds it next.

    Their records stay. A pair is not ended by it: that is the head's (UNMATCH).

    \b
    Examples:
      mshauri person end-role 812345 mentor
      mshauri person end-role id:12 head --school MWL01
    """
    from bot.operator import persons
    from bot.store.people.roles import Role

    with store() as engine, meant():
        click.echo(persons.end_role(engine, who, Role(role), school, datetime.now(UTC)))


@person.command("add")
@click.argument("name")
@click.option("--tsc", default="", help="Their TSC number.")
@click.option("--local-id", default="", help="Without a TSC number: an id that your office gives.")
@click.option("--phone", default="", help="A Kenyan mobile number in any writing; without it nothing can be sent.")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--school", default="", metavar="CODE", help="Their school, for the roles of a school.")
@click.option("--area", default="", help="Their sub-county, county or region, for an officer.")
@click.option("--language", type=click.Choice(["en", "sw"]), default="en", show_default=True)
@click.option("--employment", type=EMPLOYMENT)
@click.option("--subject", default="", help="What they teach.")
@click.option("--active", is_flag=True, help="They have agreed and had orientation on paper; else they are invited.")
@click.option("--apart", is_flag=True, help="They are another than somebody known of nearly that name.")
def add_person(name: str, tsc: str, local_id: str, school: str, active: bool, apart: bool, **given: str | None) -> None:
    """Enter NAME in one role, as a row of people.csv would; a further role is entered by the same again.

    \b
    Examples:
      mshauri person add "Faith Mutua" --tsc 812345 --phone 0712000001 --role mentee --school MWL01
      mshauri person add "Ali Hassan" --tsc 300415 --phone 0712000004 --role scd --area Mwala
      mshauri person add "Jane Wambua" --tsc 401122 --role mentor --school MWL01 --language sw
    """
    from bot.operator import entering
    from bot.operator.tables.columns import Sheet

    cells = {name: word or "" for name, word in given.items()}
    cells |= {"name": name, "tsc_number": tsc, "local_id": local_id, "school_code": school}
    cells |= {"state": "active" if active else ""}
    with store() as engine, meant():
        click.echo(entering.enter(engine, Sheet.PEOPLE, cells, datetime.now(UTC), apart=apart))


@person.command("correct")
@click.argument("who", metavar="ID|TSC")
@click.option("--name", help="Their name from now on; what was signed keeps the one that they had.")
@click.option("--tsc", help="Their TSC number.")
@click.option("--phone", help="Another number, as long as they have written from none; then they move it by NUMBER.")
@click.option("--language", type=click.Choice(["en", "sw"]))
@click.option("--employment", type=EMPLOYMENT)
@click.option("--subject", help="What they teach.")
def correct_person(
    who: str,
    name: str | None,
    tsc: str | None,
    phone: str | None,
    language: str | None,
    employment: str | None,
    subject: str | None,
) -> None:
    """Put right what is known of somebody. Their school or role is another matter: add the new, end the old.

    \b
    Examples:
      mshauri person correct 812345 --name "Faith Mutua Kioko"
      mshauri person correct id:77 --tsc 812399 --phone "0712 000 007"
    """
    from bot.operator import entering
    from bot.store.people.people import Employment

    terms = Employment(employment) if employment else None
    given = entering.Corrections(name, tsc, phone, language, terms, subject)
    if given == entering.Corrections():
        raise click.UsageError("Say what is to be put right: --name, --tsc, --phone, --language and so on.")
    with store() as engine, meant():
        click.echo(entering.correct(engine, who, given, datetime.now(UTC)))


@person.command("end")
@click.argument("who", metavar="ID|TSC")
def end_person(who: str) -> None:
    """End all roles of somebody who leaves the programme, from today on; their records stay.

    Who only changes school is entered there (mshauri person add): that ends the role at the old one. Pairs that go on
    are named, and ended by mshauri pair end.

    \b
    Example:
      mshauri person end 812345
    """
    from bot.operator import entering

    with store() as engine, meant():
        click.echo(entering.end(engine, who, datetime.now(UTC)))


@person.command("redact")
@click.argument("who", metavar="ID|TSC")
@click.option("--name", prompt="The learner's name, as it stands there", help="Asked for, so that no history keeps it.")
def redact_person(who: str, name: str) -> None:
    """Strike a learner's name from all that this person and their partners wrote of each other; none of it is shown.

    The teachers themselves ask for it in chat (CORRECT), and a data officer grants it there; this is for a name of
    which somebody else has told you. Signatures stay, and say that a name was struck. Both partners are told. It cannot
    be taken back; `mshauri erasures` lists it, so that it is struck again in a database that is restored.

    \b
    Example:
      mshauri person redact 812345
    """
    from bot.operator import persons

    with store() as engine, meant():
        click.echo(persons.redact(engine, who, name, datetime.now(UTC)))


@person.command("merge")
@click.argument("kept", metavar="KEPT")
@click.argument("gone", metavar="DOUBLE")
@click.option("--yes", is_flag=True, help="Do it; without this it is only shown what it would do.")
def merge(kept: str, gone: str, yes: bool) -> None:
    """Join two entries of one person: all that refers to DOUBLE refers to KEPT from then on. No record is lost.

    Shown first: how many records of each kind go over. Then it is all done, or nothing. The phones of KEPT come first,
    and its PIN stays, if it has one. It cannot be taken back.

    \b
    Examples:
      mshauri person merge 812345 id:77
      mshauri person merge 812345 id:77 --yes
    """
    from bot.operator import doubles

    with store() as engine, meant():
        done = doubles.merge if yes else doubles.preview
        finish(done(engine, kept, gone, datetime.now(UTC)), failed=False)
