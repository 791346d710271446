"""Names as one meets them in Mwala: schools and zones, teachers, and what pairs write about."""

from __future__ import annotations

ZONES = ("Mbiuni", "Wamunyu", "Masii", "Muthetheni", "Makutano", "Kibauni")

SCHOOLS = (
    *("Kaliluni", "Kamuthwa", "Kangii", "Kathama", "Katitu", "Katulani", "Kavata", "Kibau", "Kikulumi", "Kilembwa"),
    *("Kitile", "Kivandini", "Kwa Kitaa", "Kwa Nduu", "Kyanganga", "Kyethani", "Makiliva", "Maweli", "Mbaani"),
    *("Mithanga", "Mulu", "Mumela", "Musoani", "Muusini", "Ndatani", "Ngamba", "Ngiini", "Nthwanguu", "Syokisinga"),
    *("Utithini", "Ithaeni"),
)
"""The schools beside those of the sample, all of them primary."""

WOMEN = (
    *("Agatha", "Alice", "Angela", "Anastasia", "Caroline", "Catherine", "Cecilia", "Damaris", "Diana", "Dorcas"),
    *("Eunice", "Felista", "Florence", "Irene", "Jacinta", "Janet", "Joyce", "Juliana", "Lilian", "Lucia"),
    *("Magdalene", "Milka", "Nancy", "Naomi", "Pauline", "Phoebe", "Priscilla", "Regina", "Rhoda", "Roselyne"),
    *("Ruth", "Sarah", "Scholastica", "Stella", "Susan", "Teresia", "Veronica", "Victoria", "Winfred", "Zipporah"),
)
MEN = (
    *("Alex", "Alphonce", "Anthony", "Augustine", "Benard", "Benjamin", "Boniface", "Cosmas", "David", "Dominic"),
    *("Edward", "Elijah", "Eric", "Evans", "Fredrick", "Geoffrey", "Gideon", "Henry", "Isaac", "Jackson"),
    *("Jacob", "Jeremiah", "John", "Jonathan", "Justus", "Kennedy", "Laban", "Martin", "Michael", "Moses"),
    *("Nicholas", "Onesmus", "Philip", "Raphael", "Robert", "Samuel", "Sylvester", "Timothy", "Titus", "Victor"),
)
WOMEN_OF = (
    *("Kalunde", "Kamene", "Kanini", "Katile", "Kavinya", "Koki", "Mbatha", "Mbinya", "Mbula", "Minoo"),
    *("Mukui", "Mumbua", "Munanie", "Mwelu", "Mwikali", "Mwongeli", "Ndinda", "Ndululu", "Nduku", "Nthenya"),
    *("Nthoki", "Nzilani", "Nzisa", "Syomiti", "Syonthi", "Wavinya", "Wayua", "Kathini", "Katumbi", "Mueni"),
)
MEN_OF = (
    *("Kaloki", "Katiku", "Kavoi", "Kilonzo", "Kimeu", "Kituku", "Maithya", "Makau", "Masila", "Matheka"),
    *("Mbithi", "Mbuvi", "Muasya", "Muia", "Mulwa", "Munyao", "Musembi", "Muthoka", "Mutinda", "Mutisya"),
    *("Mutuku", "Mwanzia", "Mwololo", "Ndambuki", "Ndeto", "Ngui", "Nthenge", "Nzomo", "Kyengo", "Wambua"),
)

SUBJECTS = ("English", "Kiswahili", "Mathematics", "Science", "Social Studies", "Agriculture", "Creative Arts")
VENUES = ("staffroom", "library", "class 4", "class 7", "head's office", "under the mango tree")

GOALS = (
    ("prepare lesson notes weekly", "manage a large class"),
    ("plan practical lessons", "mark books in time"),
    ("use local teaching aids", "know the code of conduct"),
    ("assess learners fairly", "work with parents"),
)
TALKS = (
    (("schemes of work", "time in the lesson"), ("finish the scheme", "watch a lesson"), ""),
    (("lesson notes",), ("notes ready every Friday",), "scheme is ready"),
    (("class rules", "seating"), ("write rules with the class",), "notes are ready"),
    (("group work",), ("groups of six", "one leader each"), "rules are written"),
    (("marking books",), ("mark daily", "one comment a learner"), "did half of it"),
    (("slow readers",), ("reading corner", "ten minutes a day"), "most of it done"),
)
"""Areas covered, action plan, and how one looked back upon the last plan."""

CHALLENGES = ("", "large classes", "exam duty takes our time", "few text books", "")
SUPPORTS = ("joint lesson planning", "I will watch a lesson each week", "share my schemes", "weekly talk at lunch")
HARDEST = ("noise after lunch", "marking in time", "", "slow readers")
HELP = ("come and watch one lesson", "show me your schemes", "help with group work")
