"""Texts that try to steer a model: stored like any other, labelled, ranked down, not obeyed.

Memories are data. A text such as "ignore all previous instructions" is a fact of the
conversation and stays word for word; the label lets a context say so, keeps it from standing
first, and keeps it from a language model and out of the kinds that shape what an agent does.
Rules cannot find every such text: whatever is stored has to stand in a turn all the same.
"""

import re

from octomem.agents.disguise import undisguised

STEERS = "steers"
"""The metadata label of a memory from such a turn."""
SHARE = 0.5
"""Share of its score and relevance that such a memory keeps in its agent's ranking."""

_ORDERS = r"(?:instructions?|prompts?|rules|messages|guidelines|directives|programming|constraints|policies|safeguards|restrictions)"
_POWERS = (
    r"(?:admin(?:istrator)?s?|root|super ?users?|sudo|owner of (?:this|the) (?:system|account)"
    r"|full (?:access|permissions?|rights)|all (?:permissions|privileges)|unrestricted|verified (?:staff|employee|operator)"
    r"|developer mode|god mode|security clearance|authori[sz]ed (?:for|to) (?:everything|all))"
)
_STORE = (
    r"(?:store|save|remember|record|add|write|insert|put|note|memori[sz]e|register|persist|log)"
)
_ENGLISH = (
    rf"\b(?:ignore|disregard|forget|override|bypass|neglect|discard|drop)\b.{{0,30}}\b(?:previous|prior|above|earlier|all|your|these|preceding|system|original|existing)\b.{{0,30}}\b{_ORDERS}\b",
    r"\b(?:reveal|print|repeat|show|output|leak)\b.{0,20}\b(?:system|hidden|initial|secret) (?:prompt|instructions)\b",
    r"^\s*(?:#+\s*)?(?:system|assistant|developer)\s*:",
    r"<\|?/?(?:system|im_start|im_end|endoftext|assistant)\|?>|\[/?INST\]|<</?SYS>>|</?(?:turns?|new_turns|known_memories|instructions)>",
    r"[\"']role[\"']\s*:\s*[\"'](?:system|developer)[\"']",
    r"\byou are now\b.{0,40}\b(?:unrestricted|jailbroken|developer mode|dan|free|root|admin)\b",
    r"\b(?:system|security|admin|memory) override\b|\bnew (?:system )?(?:prompt|instructions?)\s*:|\b(?:begin|end) (?:of )?(?:system|new)? ?(?:prompt|instructions|turns|data)\b",
    rf"\b{_STORE}\b.{{0,60}}\b(?:user|i am|i'm|i have|he is|she is|account|speaker|person|has|is)\b.{{0,40}}\b{_POWERS}\b",
    rf"\b{_STORE}\b.{{0,50}}\b(?:core|procedural|semantic|knowledge|system|long-term) memor(?:y|ies)\b",
    r"\b(?:note|message|instructions?|attention|command|reminder) (?:to|for) (?:the |any |whatever )?(?:memory|extract\w+|ai|llm|language model|model|system|summari[sz]er)\b",
    r"\b(?:dear|hey|hello|attention|listen),? (?:the )?(?:memory (?:system|agent|extractor|model)|extract(?:or|ion)\b\w*|llm|language model)",
    r"\b(?:memory (?:extract(?:or|ion)|system|agent|module|model)|extract(?:or|ion (?:model|agent|system)))\s*[:,]",
    r"\byour (?:output|answer|extraction|json|response) (?:must|should|has to|shall) (?:be|include|contain|say|list)\b",
    r"\b(?:respond|answer|reply|output) (?:only )?with (?:exactly |only )?(?:the following|this) json\b",
    r"\{\s*\"(?:core|semantic|knowledge|procedural)\"\s*:\s*\[",
    r"\bpretend\b.{0,40}\b(?:no (?:rules|restrictions|limits)|unrestricted|system administrator)\b",
    rf"\bfrom now on,? (?:treat|consider|regard) (?:me|the user|this user)\b.{{0,30}}\b{_POWERS}\b",
    r"\bdo not follow\b.{0,30}\b(?:system|previous|original|your)\b.{0,20}\b(?:prompt|instructions|rules)\b",
)
_OTHERS = (
    # German, Dutch
    r"\b(?:ignorier\w*|missachte\w*|vergiss|vergesst|\u00fcbergehe?|uberge?he?)\b.{0,40}\b(?:anweisung\w*|regeln|vorgaben|instruktion\w*|befehle|prompts?)\b",
    r"\b(?:speichere?|merke? dir|notiere?|vermerke?)\b.{0,60}\b(?:administrator\w*|admin|root|vollzugriff|alle rechte)\b",
    r"\b(?:negeer|vergeet|sla)\b.{0,40}\b(?:instructies|regels|opdrachten|aanwijzingen)\b",
    r"\b(?:onthoud|bewaar|sla op)\b.{0,60}\b(?:beheerder|admin|root)\b",
    # French, Spanish, Portuguese, Italian
    r"\b(?:ignore[sz]?|oublie[sz]?|neglige[sz]?|n\u00e9glige[sz]?)\b.{0,40}\b(?:instructions|consignes|r\u00e8gles|regles|directives)\b",
    r"\b(?:enregistre[sz]?|memorise[sz]?|m\u00e9morise[sz]?|note[sz]?|stocke[sz]?)\b.{0,60}\b(?:administrat\w+|admin|root|tous les droits)\b",
    r"\b(?:ignora|ignore|olvida|olvide|descarta)\b.{0,40}\b(?:instrucciones|reglas|indicaciones|ordenes|\u00f3rdenes)\b",
    r"\b(?:guarda|guarde|registra|recuerda|anota|almacena)\b.{0,60}\b(?:administrador\w*|admin|root|acceso total)\b",
    r"\b(?:ignor[ae]|esque\u00e7a|esqueca|desconsidere)\b.{0,40}\b(?:instru\u00e7\u00f5es|instrucoes|regras|orienta\u00e7\u00f5es|orientacoes)\b",
    r"\b(?:guarde|salve|registre|armazene|lembre)\b.{0,60}\b(?:administrador\w*|admin|root)\b",
    r"\b(?:ignora|dimentica|trascura)\b.{0,40}\b(?:istruzioni|regole|direttive)\b",
    r"\b(?:memorizza|salva|registra|ricorda)\b.{0,60}\b(?:amministrator\w*|admin|root)\b",
    # Polish, Russian, Ukrainian, Turkish
    r"\b(?:zignoruj|ignoruj|zapomnij)\b.{0,40}\b(?:instrukcj\w*|polecen\w*|zasad\w*)\b|\bzapisz\b.{0,60}\b(?:administrator\w*|admin)\b",
    r"\b(?:\u0438\u0433\u043d\u043e\u0440\u0438\u0440\u0443\w*|\u0437\u0430\u0431\u0443\u0434\u044c\w*|\u043f\u0440\u043e\u0438\u0433\u043d\u043e\u0440\u0438\u0440\u0443\w*|\u0456\u0433\u043d\u043e\u0440\u0443\w*)\b.{0,40}(?:\u0438\u043d\u0441\u0442\u0440\u0443\u043a\u0446\w*|\u043f\u0440\u0430\u0432\u0438\u043b\w*|\u0443\u043a\u0430\u0437\u0430\u043d\w*|\u0456\u043d\u0441\u0442\u0440\u0443\u043a\u0446\w*)",
    r"\b(?:\u0437\u0430\u043f\u043e\u043c\u043d\w*|\u0441\u043e\u0445\u0440\u0430\u043d\w*|\u0437\u0430\u043f\u0438\u0448\w*)\b.{0,60}(?:\u0430\u0434\u043c\u0438\u043d\w*)",
    r"(?:talimat\w*|kural\w*|komut\w*).{0,40}\b(?:yok say\w*|unut\w*|g\u00f6rmezden gel\w*|gormezden gel\w*)|\b(?:kaydet|hat\u0131rla|hatirla)\b.{0,60}(?:y\u00f6netici|yonetici|admin)|(?:y\u00f6netici|yonetici|admin).{0,40}\bkaydet\b",
    # Chinese, Japanese, Korean
    r"(?:\u5ffd\u7565|\u5ffd\u89c6|\u5ffd\u8996|\u65e0\u89c6|\u7121\u8996|\u5fd8\u8bb0|\u5fd8\u8a18|\u5fd8\u6389|\u4e0d\u8981\u7406\u4f1a).{0,12}(?:\u6307\u4ee4|\u6307\u793a|\u89c4\u5219|\u898f\u5247|\u63d0\u793a|\u547d\u4ee4|\u8bbe\u5b9a)",
    r"(?:\u8bb0\u4f4f|\u8a18\u4f4f|\u8bb0\u5f55|\u4fdd\u5b58|\u5b58\u50a8|\u5132\u5b58|\u5199\u5165).{0,20}(?:\u7ba1\u7406\u5458|\u7ba1\u7406\u54e1|\u8d85\u7ea7\u7528\u6237|\u6700\u9ad8\u6743\u9650|root)",
    r"(?:\u6307\u793a|\u547d\u4ee4|\u30eb\u30fc\u30eb|\u30d7\u30ed\u30f3\u30d7\u30c8).{0,12}(?:\u7121\u8996|\u5fd8\u308c)|(?:\u7ba1\u7406\u8005).{0,20}(?:\u4fdd\u5b58|\u8a18\u61b6|\u8a18\u9332|\u899a\u3048)",
    r"(?:\uc9c0\uc2dc|\uba85\ub839|\uaddc\uce59|\ud504\ub86c\ud504\ud2b8).{0,14}(?:\ubb34\uc2dc|\uc78a)|(?:\uad00\ub9ac\uc790).{0,24}(?:\uc800\uc7a5|\uae30\uc5b5|\uae30\ub85d)",
    # Arabic, Hindi
    r"(?:\u062a\u062c\u0627\u0647\u0644|\u0627\u0646\u0633|\u0627\u0646\u0633\u0649).{0,30}(?:\u062a\u0639\u0644\u064a\u0645\u0627\u062a|\u0627\u0644\u062a\u0639\u0644\u064a\u0645\u0627\u062a|\u0627\u0644\u0642\u0648\u0627\u0639\u062f|\u0627\u0644\u0623\u0648\u0627\u0645\u0631)|(?:\u0627\u062d\u0641\u0638|\u062a\u0630\u0643\u0631|\u0633\u062c\u0644).{0,40}(?:\u0645\u062f\u064a\u0631|\u0645\u0633\u0624\u0648\u0644)",
    r"(?:\u0928\u093f\u0930\u094d\u0926\u0947\u0936\u094b\u0902|\u0928\u0930\u0926\u0936|\u0928\u093f\u092f\u092e\u094b\u0902|\u0928\u093f\u0930\u094d\u0926\u0947\u0936).{0,30}(?:\u0905\u0928\u0926\u0947\u0916\u093e|\u092d\u0942\u0932)|(?:\u090f\u0921\u092e\u093f\u0928|\u092a\u094d\u0930\u0936\u093e\u0938\u0915).{0,40}(?:\u0938\u0939\u0947\u091c|\u092f\u093e\u0926)",
)
_AT_WORDS = [form for form in (*_ENGLISH, *_OTHERS) if form.startswith(r"\b")]
_ANYWHERE = [form for form in (*_ENGLISH, *_OTHERS) if not form.startswith(r"\b")]
_STEERING = re.compile(  # the forms of words are tried where a word begins or ends, and only there
    "|".join((rf"\b(?:{'|'.join(_AT_WORDS)})", *_ANYWHERE)), re.IGNORECASE | re.MULTILINE
)


def steers(text: str) -> bool:
    """Say whether a text reads as an attempt to give a model orders, also a disguised one."""
    return _STEERING.search(text) is not None or any(
        _STEERING.search(form) is not None for form in undisguised(text)
    )
