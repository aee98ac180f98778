"""What the screens of the night say, in both languages."""

from tests.journeys import eve

HOSPITAL = {"fr": "hôpital", "ar": "المستشفى"}
TOLD = {
    "fr": (
        "Votre signalement est arrivé à la Cellule",
        "Une personne de la permanence s'en occupe.",
        "Les secours ont été appelés.",
        "Une équipe est en route.",
        "La personne a été rencontrée et aidée.",
        "La situation est suivie par la Cellule.",
    ),
    "ar": (
        "توصلت خلية اليقظة الاجتماعية بإشعاركم",
        "أحد أعضاء المداومة يتكفل به.",
        "تم الاتصال بالإسعاف.",
        "فريق في الطريق.",
        "تم لقاء الشخص وتقديم المساعدة له.",
        "الخلية تتابع الوضعية.",
    ),
}
SCREEN = {
    "fr": {
        "sign in": "Se connecter",
        "join": "Le même\u00a0: joindre",
        "joined": "Joint à un autre signalement du même fait",
        "held": f"{eve.SALMA} tient déjà ce signalement.",
        "yours": "vous le tenez",
        "help": "Les secours sont appelés",
        "leave": "Elle part",
        "on site": "Sur place",
        "back": "L’équipe est de retour",
        "counted": "2 interventions comptées",
        "right": "Tout est juste",
        "case": "Ouvrir un dossier",
        "open": "Ouvrir le dossier",
        "plan": "Dire la suite",
        "next": "À faire maintenant",
        "read": "Lire la réponse",
        "rescue": "Porter ou provoquer secours",
    },
    "ar": {
        "sign in": "تسجيل الدخول",
        "join": "نفسها: ضم",
        "joined": "مضموم إلى إشعار آخر بنفس الواقعة",
        "held": "يتكفل بهذا الإشعار من قبل.",
        "yours": "هو لديكم",
        "help": "تم الاتصال بالإسعاف",
        "leave": "انطلق الفريق",
        "on site": "في عين المكان",
        "back": "عاد الفريق",
        "counted": "تدخلان محتسبان",
        "right": "الكل صحيح",
        "case": "فتح ملف",
        "open": "عرض الملف",
        "plan": "تحديد الخطوة المقبلة",
        "next": "ما يجب القيام به الآن",
        "read": "قراءة الجواب",
        "rescue": "تقديم المساعدة أو طلبها",
    },
}
