"""The shipped vocabularies: typical cells of published tables are understood whole, ordinary words are not."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.vocabulary import VocabularyRecognizer

NAMES = ("occupation", "offence", "health", "nrp", "orientation", "outcome", "gender")


@cache
def vocabulary(name: str) -> VocabularyRecognizer:
    return VocabularyRecognizer(Path(str(files("recognizers"))) / "data" / "vocabularies" / f"{name}.yaml")


def cells(table: str) -> list[str]:
    return [cell.strip() for cell in table.replace("\n", ";").split(";") if cell.strip()]


OCCUPATION = cells("""
PC; PCs; DC; DS; DI; DCI; Det Supt; DCS; PS; Sgt; Insp; Ch Insp; Supt; Ch Supt; C/Supt; ACC; DCC; CC; Cmdr; Commander; T/Sgt; A/Insp; T/DCI; A/PS
Police Constable; Police constable; Detective Constable; Sergeant; Police Sergeant; Detective Sergeant; Inspector; Detective Inspector
Chief Inspector; Detective Chief Inspector; Superintendent; Chief Superintendent; Detective Chief Superintendent; Assistant Chief Constable
Deputy Chief Constable; Chief Constable; Commissioner; Deputy Commissioner; Assistant Commissioner; Deputy Assistant Commissioner; NPCC rank
Inspecting ranks; Constable; Constables; Special Constable; Special Sergeant; Special Inspector; Special Chief Officer; SC; PCSO; PCSOs
Trainee Detective Constable; TDC; Student Officer; Probationer; Acting Sergeant; Temporary Inspector; Chief Officer
Custody Sergeant; Custody Officer; Response Officer; Firearms Officer; Authorised Firearms Officer; Dog Handler; Traffic Officer; Roads Policing Officer
Neighbourhood Officer; Safer Schools Officer; Schools Officer; Surveillance Officer; Family Liaison Officer; Wildlife Crime Officer
Police Staff; Police Officer; Officer; Staff; Member of police staff; Volunteer; Police Support Volunteer; Cadet; Special
Detention Officer; Designated Detention Officer; Call Handler; Control Room Operator; Dispatcher; Enquiry Officer; Station Enquiry Officer
Crime Analyst; Intelligence Analyst; Intelligence Officer; Crime Scene Investigator; CSI; Digital Forensic Examiner; Fingerprint Expert
Investigating Officer; Civilian Investigator; Financial Investigator; Vetting Officer; Licensing Officer; Press Officer; Disclosure Officer; Exhibits Officer
Professional Standards Department; PSD; Professional Standards; Firearms Unit; Armed Response; Armed Response Unit; Roads Policing Unit; Dog Section
Response; Neighbourhood Policing; Safer Neighbourhoods Team; CID; Custody; Control Room; Public Protection Unit; Major Crime; Serious and Organised Crime
Special Branch; Operations; Operational Support; Intelligence; Force Intelligence Bureau; Economic Crime Unit; Human Resources; Training; Corporate Services
Nurse; Staff Nurse; Consultant; Doctor; GP; Paramedic; Midwife; Healthcare Assistant; Health Care Assistant; HCA; Band 5 Nurse; Mental Health Nurse; Radiographer; Porter
Ambulance Technician; Emergency Care Assistant; Pharmacist; Dentist; Surgeon; Consultant Surgeon; Ward Manager; Physiotherapist; Psychologist
Teacher; Headteacher; Head Teacher; Deputy Headteacher; Teaching Assistant; Supply Teacher; Teaching Staff; Support Staff; Lecturer; Professor; Senior Lecturer; Midday Supervisor
Social Worker; Senior Social Worker; Councillor; Cllr; Mayor; Chief Executive; Planning Officer; Housing Officer; Refuse Collector; Care Worker; Foster Carer; Youth Worker
Firefighter; Fire Fighter; Watch Manager; Crew Manager; Station Manager; Group Manager; On-call Firefighter; Prison Officer; Probation Officer; Governor; Magistrate; Judge
Civil Servant; Executive Officer; Higher Executive Officer; SEO; HEO; Grade 7; Administrative Officer; AO; Senior Civil Servant; Caseworker; Barrister; Solicitor
Admin Assistant; Administrator; Cleaner; Security Guard; Driver; Manager; Team Leader; Director; Apprentice; Traffic Warden; Bus Driver; Engineer; Unemployed; Retired; Student
""")

OFFENCE = cells("""
criminal convictions; adverse intel; Adverse intelligence; Criminal conviction; Unspent conviction; Previous convictions; Criminal record; Criminal association
Assault; Common assault; Common assault and battery; Assault occasioning ABH; Assault occasioning actual bodily harm; ABH; GBH; S18 GBH; S.20 wounding; Section 47 assault; Grievous bodily harm with intent
Assault on an emergency worker; Assault PC; Assault without injury; Assault with injury; Violence with injury; Violence without injury; Violence against the person
Murder; Attempted murder; Manslaughter; Homicide; Threats to kill; Kidnap; False imprisonment; Harassment; Stalking; Stalking and harassment; Malicious communications
Controlling or coercive behaviour; Coercive control; Domestic abuse; Domestic violence; Child neglect; Child cruelty; Modern slavery; Death or serious injury - unlawful driving
Rape; Rape of a female aged under 16; Sexual assault; Sexual assault on a female; Sexual offences; Other sexual offences; Rape and other sexual offences; Indecent exposure; Voyeurism; Grooming; Indecent images of children; Possession of indecent images; Child sexual exploitation; Sexual activity with a child under 16; Upskirting; Sexual harassment
Robbery; Robbery of personal property; Burglary; Burglary - residential; Residential burglary; Burglary business and community; Burglary Dwelling; Aggravated burglary; Theft; Theft from the person; Theft from a motor vehicle; Theft from vehicle; Shoplifting; Bicycle theft; Other theft; Other theft offences; Theft by employee; Making off without payment; Vehicle offences; Vehicle crime; TWOC; Vehicle interference; Handling stolen goods; Going equipped
Criminal damage; Criminal damage and arson; Arson; Arson endangering life; Fraud; Fraud by false representation; Money laundering; Bribery; Forgery; Blackmail; Theft and fraud
Drug offences; Drugs; Possession of drugs; Possession of Class B; Possession of a Class A drug; Possession of cannabis; Possession of a controlled drug; PWITS; Possession with intent to supply; Possession with intent to supply Class A; Being concerned in the supply of Class A; Supply of drugs; Trafficking of drugs; Cultivation of cannabis; Production of cannabis
Possession of an offensive weapon; Possession of weapons; Possession of weapons offences; Possession of a bladed article; Knife crime; Possession of a firearm; Firearms offences
Public order; Public order offences; Public Order Act s5; Affray; Violent disorder; Breach of the peace; Drunk and disorderly; Racially aggravated harassment; Hate crime; Terrorism; Immigration offences; Obscene publications
Drink driving; Drink/drive; Drug driving; Driving with excess alcohol; Driving whilst disqualified; Dangerous driving; Careless driving; Causing death by dangerous driving; Speeding; No insurance; Using a vehicle without insurance; Failing to stop; Driving otherwise than in accordance with a licence; Using a mobile phone whilst driving
Perverting the course of justice; Perjury; Misconduct in public office; Contempt of court; Breach of bail; Breach of restraining order; Breach of non-molestation order; Breach of SHPO; Failure to surrender; Failing to comply with notification requirements; Wasting police time; Miscellaneous crimes against society; Absconding; Prison escape
Misconduct; Gross misconduct; Discreditable conduct; Honesty and integrity; Duties and responsibilities; Orders and instructions; Use of force; Confidentiality; Equality and diversity; Authority, respect and courtesy; Authority Respect & Courtesy; Fitness for duty; Fitness for work; Challenging and reporting improper conduct; Challenging and reporting improper behaviour
Neglect of duty; Abuse of position; Abuse of position for a sexual purpose; Abuse of authority; Data protection breach; Unlawful access; Computer misuse; Misuse of police systems; Inappropriate relationship; Inappropriate comments; Racist comments; Sexist comments; Social media misuse; Discrimination; Bullying; Bullying and harassment; Excessive force; Failure to declare; Business interest; Incivility; Corruption; Corrupt practice; Drug misuse; Failed drugs test; Alcohol related; Off duty conduct; Insubordination; Breach of confidentiality; Oppressive behaviour; Delivery of duties and service; Individual behaviours; Police powers, policies and procedures; Access and/or disclosure of information; Discriminatory behaviour
""")

HEALTH = cells("""
Depression; Anxiety; Stress; Anxiety/Stress/Depression; Anxiety, stress, depression; Work related stress; PTSD; Mental health; Poor mental health; Mental ill health; Psychological; Psychiatric; Self-harm; Suicide; Attempted suicide; Bereavement
Cancer; Breast cancer; Heart attack; Stroke; Diabetes; Type 2 diabetes; Epilepsy; Asthma; COVID-19; Covid; Long Covid; Influenza; Cold/flu; Cold, cough, flu; Respiratory; Gastrointestinal; Gastro-intestinal; Migraine; Back pain; Back problems; Musculoskeletal; Other musculoskeletal problems; Chest infection; Cardiac; Infectious diseases; Heart, cardiac and circulatory problems; Genitourinary; Ear, nose and throat; Eye problems; Skin disorders; Hypertension
Injury; Minor injury; Serious injury; Fracture; Broken leg; Broken arm; Broken wrist; Head injury; Concussion; Bruising; Cuts and bruises; Laceration; Sprain; Slip, trip or fall; Needlestick injury; Burns; Dog bite; No injury; Slight injury; Soft tissue injury; Bite; Stab wound; Fatal
Disability; Disabled; Physical disability; Learning disability; Learning difficulty; Autism; ADHD; Dyslexia; Hearing impairment; Visual impairment; Deaf; Wheelchair user; SEND; Speech, language and communication needs; Moderate learning difficulty; Social, emotional and mental health
Pregnancy; Pregnancy related; Maternity; Miscarriage; Menopause; Alcohol dependency; Drug addiction; Sickness absence; Long term sickness; Long-term sick; Ill health retirement; Ill-health retirement; Surgery; Operation; Hospitalised; Death; Died; Death in custody; Drowning; Natural causes; Overdose
""")

NRP = cells("""
White British; White - British; White: British; White English; White Irish; White Other; White - Any other White background; Any other White background; Gypsy or Irish Traveller; Gypsy/Roma; Roma; White
Asian or Asian British - Pakistani; Asian or Asian British - Indian; Asian or Asian British: Bangladeshi; Asian or Asian British - Any other Asian background; Asian; Asian British; Asian - Indian; Indian; Pakistani; Bangladeshi; Chinese; Asian or Asian British; Any other Asian background
Black or Black British - African; Black or Black British - Caribbean; Black African; Black Caribbean; Black - African; Black British; Black; Any other Black background; Black or Black British; Black, Black British, Caribbean or African; African
Mixed White and Black Caribbean; Mixed - White and Asian; Mixed - White & Black African; Mixed; Mixed ethnic background; Mixed or multiple ethnic groups; White and Asian; Any other Mixed background; Mixed White and Black African
Chinese or other ethnic group; Other ethnic group; Any other ethnic group; Arab; Ethnic minority; BME; BAME; Minority ethnic; Ethnic minority (excluding White minorities)
IC1; IC3; IC1 - White North European; IC4 Asian; W1; B2; A9; M3; O9; W1 - White British; B2 - African; A2 Pakistani
British; English; Scottish; Welsh; Irish; Northern Irish; Polish; Romanian; Albanian; Nigerian; Somali; Afghan; Iranian; Iraqi; Syrian; Sudanese; Eritrean; Vietnamese; Ukrainian; American; Australian; Jamaican; Portuguese; Lithuanian; UK National; Foreign National; EU National; Non-UK; Turkish; Sri Lankan; Nepalese; Brazilian; Cypriot; Maltese; Moldovan; Ghanaian; Kuwaiti; Georgian; Mongolian; Cuban; Bolivian; Malawian; Hong Konger; Stateless; Dual nationality
Christian; Church of England; Roman Catholic; Catholic; Muslim; Hindu; Sikh; Jewish; Buddhist; No religion; None / No religion; Atheist; Agnostic; Jehovah's Witness; Jain; Pagan; Any other religion; Other religion; Protestant
""")

ORIENTATION = cells("""
Heterosexual; Heterosexual/Straight; Straight; Gay; Lesbian; Gay/Lesbian; Gay or Lesbian; Gay man; Gay woman; Bisexual; Bi; LGB; LGBT; LGBTQ+; Pansexual; Asexual; Queer; Other sexual orientation; Transgender; Trans; Trans woman; Non-heterosexual
""")

OUTCOME = cells("""
Final written warning; Written warning; First written warning; Verbal warning; Gross misconduct - dismissed without notice; Dismissed without notice; Dismissed; Dismissal; Summary dismissal; Would have been dismissed; Would have been dismissed if still serving; Resigned; Retired; Resigned prior to hearing; Resigned/retired; Required to resign; Placed on barred list; Reduction in rank; Demotion
Management advice; Management action; Words of advice; Reflective practice; RPRP; Practice Requiring Improvement; PRI; UPP; No further action; NFA; No action; No case to answer; Case to answer; Misconduct proven; Not proven; Proven; Misconduct - final written warning; Upheld; Not upheld; Partially upheld; Substantiated; Unsubstantiated; Withdrawn; Discontinued; Dispensation; Local resolution; Service acceptable; The service provided was acceptable; The service provided was not acceptable; Not determined; Referral to reflective practice; Formal action; No sanction; Misconduct hearing; Misconduct meeting; Suspended; Restricted duties; Live; Ongoing; Pending
Charged; Charged/Summonsed; Charge/summons; Summonsed; Cautioned; Caution; Conditional caution; Simple caution; Youth caution; Community resolution; Penalty notice for disorder; PND; Cannabis warning; Fixed penalty notice; Evidential difficulties; Evidential difficulties (victim does not support); Evidential difficulties: suspect identified; victim supports; Investigation complete - no suspect identified; No suspect identified; Undetected; Filed; Not in the public interest; Responsibility for further investigation transferred; Released under investigation; RUI; Bailed; Released on bail; Released without charge; Postal requisition; Diversionary, educational or intervention activity; Outcome 16; Outcome 18; Taken into consideration; Under investigation; Prosecution prevented
Convicted; Found guilty; Guilty; Pleaded guilty; Not guilty; Acquitted; Dismissed at court; Discontinued at court; Imprisonment; Immediate custody; Suspended sentence; Community order; Fine; Fined; Conditional discharge; Absolute discharge; Life imprisonment; 12 months imprisonment; Disqualified from driving; Custodial sentence; Hospital order; Unpaid work; No evidence offered; Case dismissed
Settlement agreement; Redundancy; Voluntary redundancy; Compulsory redundancy; Redeployed; Promoted; Dismissed - capability; Permanent exclusion; Fixed term exclusion; Suspension; Appeal allowed; Appeal dismissed; Appeal upheld; Granted; Refused; Settled; Settled out of court; Struck off; Conditions of practice; Resignation; Retirement; End of contract; TUPE transfer; Counselling; Training
""")

GENDER = cells(
    "Male; Female; M; F; Man; Woman; Men; Women; Males; Females; Non-binary; Boy; Girl; Other; Male/Female; Prefer to self-describe"
)
GENDER.remove("Other")

EVERY = [
    (name, cell)
    for name, table in zip(NAMES, (OCCUPATION, OFFENCE, HEALTH, NRP, ORIENTATION, OUTCOME, GENDER), strict=True)
    for cell in table
]


@pytest.mark.parametrize("name", NAMES)
def test_typical_cells_are_covered_and_have_a_value(name: str) -> None:
    known = vocabulary(name)
    table = [cell for other, cell in EVERY if other == name]
    assert [cell for cell in table if not known.covers_cell(cell)] == []
    assert [cell for cell in table if not known.parse(cell)] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "cell",
    ["", "-", "12", "2021", "March 2021", "Yes", "No", "Total", "Grand Total", "Other", "Unknown", "Not recorded", "N/A", "Sister's partner",
     "Westbridge", "01.FOI.22.023919", "Question 1", "x", "officer", "The officer told the hearing that she knew nothing"],
)  # fmt: skip
def test_cells_of_other_columns_are_not_covered(name: str, cell: str) -> None:
    if (name, cell) not in {("occupation", "officer")}:
        assert not vocabulary(name).covers_cell(cell)


@pytest.mark.parametrize(
    ("name", "cell", "path"),
    [
        ("occupation", "T/Sgt", ("sergeant", "police officer")),
        ("occupation", "Det Supt", ("detective superintendent", "superintending rank", "police officer")),
        ("occupation", "Band 5 Nurse", ("nurse", "health care")),
        ("offence", "Possession of Class B", ("drug offence", "drugs", "crime")),
        ("offence", "adverse intel", ("adverse intelligence", "criminality indicator")),
        ("nrp", "Asian or Asian British - Pakistani", ("pakistani", "asian", "ethnic group")),
        ("nrp", "Mixed White and Black Caribbean", ("mixed white and black caribbean", "mixed", "ethnic group")),
        ("nrp", "Jehovah’s Witness", ("christian", "religion")),
        ("outcome", "NFA", ("no further action", "no action", "misconduct outcome")),
        ("health", "Cold/flu", ("infection", "physical illness", "health condition")),
        ("gender", "F", ("female", "sex")),
    ],
)
def test_places_in_the_hierarchy(name: str, cell: str, path: tuple[str, ...]) -> None:
    (concept, *_) = vocabulary(name).parse(cell)
    assert concept.path == path


def in_prose(name: str, text: str, at_least: float = 0.5) -> list[str]:
    return [text[r.start : r.end] for r in vocabulary(name).analyze(text, []) if r.score >= at_least]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("occupation", "PC Example and T/Sgt Sample met the Chief Inspector.", ["PC", "T/Sgt", "Chief Inspector"]),
        ("occupation", "a custody\nsergeant of the roads policing unit", ["custody\nsergeant", "roads policing unit"]),
        (
            "offence",
            "arrested for assault occasioning ABH & possession of Class B",
            ["assault occasioning ABH", "possession of Class B"],
        ),
        ("offence", "convicted of GRIEVOUS BODILY HARM", ["GRIEVOUS BODILY HARM"]),
        ("health", "off work with depression after a broken leg", ["depression", "broken leg"]),
        ("nrp", "a Polish national and a White - British man", ["Polish", "White - British"]),
        ("orientation", "he is gay", ["gay"]),
        ("outcome", "given a final written warning", ["final written warning"]),
        ("outcome", "dismissed without\nnotice", ["dismissed without\nnotice"]),
    ],
)
def test_terms_in_sentences(name: str, text: str, expected: list[str]) -> None:
    assert in_prose(name, text) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("occupation", "force operations, training, intelligence and human resources respond to staff"),
        ("occupation", "a driver of change in the private sector"),
        ("offence", "you wanted to know about drugs and weapons"),
        ("offence", "the duty of confidentiality, performance and conduct"),
        ("offence", "crime prevention and the Sexual Offences Act 2003"),
        ("health", "we stress that an operation is serious"),
        ("health", "a minor cut in the budget"),
        ("nrp", "the white paper, the Welsh Government and the black box"),
        ("nrp", "British Summer Time and the English language"),
        ("orientation", "we will answer straight away"),
        ("outcome", "your request is refused; lessons are learned by learning and reflection"),
        ("outcome", "an open and ongoing release, granted and approved"),
        ("gender", "F is M"),
    ],
)
def test_ordinary_words_stay_silent(name: str, text: str) -> None:
    assert in_prose(name, text) == []


def test_a_bad_data_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    for text in (
        "{",
        "entity: X",
        "entity: X\ntop: y\nclasses: {a: {family: b}}",
        "entity: X\ntop: y\nclasses: {a: {family: b, terms: ['= c']}}",
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=r"own\.yaml"):
            VocabularyRecognizer(path)


def test_the_marks_of_a_form(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "entity: OWN\ntop: any\nclasses: {c: {family: f, terms: ['alpha = BETA!, gamma~, delta^']}}", encoding="utf-8"
    )
    known = VocabularyRecognizer(path)
    text = "alpha BETA beta gamma delta alphas"
    assert [(text[r.start : r.end], r.score) for r in known.analyze(text, [])] == [
        ("alpha", 0.75), ("BETA", 0.85), ("gamma", 0.4), ("alphas", 0.75),
    ]  # fmt: skip
    assert known.covers_cell("Delta")
    assert [concept.plural for concept in known.parse("alphas and delta")] == [True, False]


@given(st.sampled_from(NAMES), st.text(max_size=200))
def test_any_text_is_survived(name: str, text: str) -> None:
    results = vocabulary(name).analyze(text, [])
    edges = [edge for r in results for edge in (r.start, r.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    vocabulary(name).covers_cell(text)


def test_long_input_takes_time_in_proportion() -> None:
    for piece in ("gross ", "police ", "white - ", "of the ", "assault on "):
        text = piece * 20_000
        assert all(0 <= r.start < r.end <= len(text) for r in vocabulary("offence").analyze(text, []))
