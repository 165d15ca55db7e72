"""The SELECTs behind the library's objects. `$which` gives way to a pattern that narrows them, or to nothing."""

ENTITIES = """
SELECT ?e ?key ?name ?area ?code ?reason WHERE {
  $which ?e kg:key ?key ; rdfs:label ?name .
  OPTIONAL { ?e kg:areaPath ?area }
  OPTIONAL { ?e kg:divisionCode ?code }
  OPTIONAL { ?e kg:reason ?reason }
}
"""
CLASSES = "SELECT ?e ?class WHERE { $which ?e kg:key ?key ; a ?class }"
ALIASES = "SELECT ?e ?alias WHERE { $which ?e skos:altLabel ?alias }"
MENTIONED = """
SELECT ?e (COUNT(DISTINCT ?article) AS ?articles) (MIN(STR(?date)) AS ?first) (MAX(STR(?date)) AS ?last) WHERE {
  $which ?e kg:mentionedIn ?article .
  OPTIONAL { ?article dcterms:date ?date }
}
GROUP BY ?e
"""
NAMED_BY_KEY = """
SELECT ?key ?e WHERE {
  VALUES ?key { $keys }
  { ?e kg:key ?key } UNION { ?old dcterms:isReplacedBy ?e ; dcterms:identifier ?key }
}
"""
PAGES_NAMING = """
SELECT DISTINCT ?page WHERE { <$iri> kg:mentionedIn/dcterms:isPartOf/dcterms:identifier ?page } ORDER BY ?page
"""
STATEMENTS = """
SELECT ?s ?subject ?predicate ?object ?title ?modality ?date ?rule ?score ?page ?article ?start ?end ?quote WHERE {
  $which ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; kg:modality ?modality ;
    kg:rule ?rule ; kg:score ?score ; prov:wasQuotedFrom ?article ; kg:start ?start ; kg:end ?end ; kg:quote ?quote .
  ?article dcterms:isPartOf/dcterms:identifier ?page .
  OPTIONAL { ?s kg:title ?title }
  OPTIONAL { ?s dcterms:date ?date }
}
"""
FURTHER = """
SELECT ?s ?page ?article ?start ?end ?quote WHERE {
  $which ?s kg:furtherEvidence ?f .
  ?f prov:wasQuotedFrom ?article ; kg:start ?start ; kg:end ?end ; kg:quote ?quote .
  ?article dcterms:isPartOf/dcterms:identifier ?page .
}
ORDER BY ?f
"""
ROLES = """
SELECT ?role ?person ?at ?relation ?title ?rank ?first ?last ?ended WHERE {
  $which ?role a kg:Role ; org:member ?person ; kg:roleAt ?at ; kg:relation ?relation .
  OPTIONAL { ?role kg:title ?title }
  OPTIONAL { ?role kg:rank ?rank }
  OPTIONAL { ?role kg:firstObserved ?first ; kg:lastObserved ?last }
  OPTIONAL { ?role kg:endedBy ?ended }
}
"""
POSTS = "SELECT ?role ?post WHERE { $which ?role a kg:Role ; kg:post ?post } ORDER BY ?post"
