// The published JSON Schema of the Assessment. docs/assessment.md explains the fields.
#include "sura/clinic/assessment.h"

namespace sura::clinic {

std::string assessment_schema() {
  return R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "sura-assessment-1",
  "title": "Sura assessment",
  "description": "The answer for one case. Fields may be added in later versions, never changed in meaning.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "schema", "pack", "case", "role", "language", "setting", "complaint", "scope", "urgency", "conditions",
    "why", "unexplained", "attribution", "next", "rules", "care", "alerts", "sources", "limits"
  ],
  "properties": {
    "schema": {"const": "sura-assessment-1"},
    "pack": {
      "description": "The knowledge that the answer was computed from.",
      "type": "object",
      "additionalProperties": false,
      "required": ["name", "version", "date", "sha256"],
      "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "date": {"type": "string"},
        "sha256": {"type": "string"}
      }
    },
    "case": {"description": "The case as understood; the schema of cases describes it.", "type": "object"},
    "role": {"description": "Who answered, and for whom the words are.", "$ref": "#/$defs/id"},
    "language": {"type": "string"},
    "setting": {"description": "Where the complaint was brought.", "$ref": "#/$defs/id"},
    "complaint": {"type": "array", "items": {"$ref": "#/$defs/id"}},
    "scope": {
      "description": "Whether the program is meant for this person; where not, conditions are not to be shown.",
      "type": "object",
      "additionalProperties": false,
      "required": ["ok", "because"],
      "properties": {
        "ok": {"type": "boolean"},
        "because": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "text", "sources"],
            "properties": {
              "id": {"$ref": "#/$defs/id"},
              "text": {"type": "string"},
              "sources": {"$ref": "#/$defs/sources"}
            }
          }
        }
      }
    },
    "urgency": {
      "type": "object",
      "additionalProperties": false,
      "required": ["level", "label", "because"],
      "properties": {
        "level": {"$ref": "#/$defs/urgency"},
        "label": {"description": "One sentence that says where to go and when.", "type": "string"},
        "numbers": {
          "description": "What to dial for an ambulance, where the case names a country that the pack has numbers for.",
          "type": "array",
          "minItems": 1,
          "items": {"type": "string", "pattern": "^[0-9]+$"}
        },
        "because": {
          "description": "Every reason with the level that it asks for, most urgent first.",
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["kind", "level", "id", "text", "sources"],
            "properties": {
              "kind": {"enum": ["red-flag", "scope", "condition", "otherwise"]},
              "level": {"$ref": "#/$defs/urgency"},
              "id": {"$ref": "#/$defs/id"},
              "text": {"type": "string"},
              "probability": {"$ref": "#/$defs/probability"},
              "sources": {"$ref": "#/$defs/sources"}
            }
          }
        },
        "expected_loss": {
          "description": "What being seen at each level is expected to lose, in visits that nobody needed; not out of scope.",
          "$ref": "#/$defs/by_level"
        },
        "sways": {
          "description": "Ends of intervals at which another level would come out; empty where the level holds over all of them.",
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["condition", "cause", "level"],
            "properties": {
              "condition": {"$ref": "#/$defs/id"},
              "cause": {"description": "The end of its interval.", "$ref": "#/$defs/probability"},
              "level": {"$ref": "#/$defs/urgency"}
            }
          }
        },
        "over_draws": {
          "description": "Share of the draws, of studies and losses, in which each level comes out; where any were made.",
          "$ref": "#/$defs/by_level"
        }
      }
    },
    "conditions": {
      "description": "Every condition of the pack, by falling cause.",
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id", "name", "cause", "presence", "interval", "interval_level", "interval_from",
          "frequency", "for", "against", "chain"
        ],
        "properties": {
          "id": {"$ref": "#/$defs/id"},
          "name": {"type": "string"},
          "cause": {"description": "Probability that it produced the complaint.", "$ref": "#/$defs/probability"},
          "presence": {"description": "Probability that the person has it.", "$ref": "#/$defs/probability"},
          "interval": {
            "description": "What the studies' uncertainty allows for cause: low, high.",
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": {"$ref": "#/$defs/probability"}
          },
          "interval_level": {"const": 0.9},
          "interval_from": {
            "description": "The studies and judgements that the interval comes from most, with their share of its variance; none where no interval was asked for.",
            "type": "array",
            "maxItems": 3,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["number", "records", "share"],
              "properties": {
                "number": {"description": "What it feeds, the first of its numbers.", "type": "string"},
                "records": {"description": "Ids of records; none for a judgement.", "type": "array", "items": {"$ref": "#/$defs/id"}},
                "share": {"$ref": "#/$defs/probability"}
              }
            }
          },
          "frequency": {"description": "cause as a natural frequency, in words.", "type": "string"},
          "for": {"$ref": "#/$defs/arguments"},
          "against": {"$ref": "#/$defs/arguments"},
          "chain": {
            "description": "How it comes about, step by step.",
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["id", "text", "standing", "sources"],
              "properties": {
                "id": {"$ref": "#/$defs/id"},
                "text": {"type": "string"},
                "standing": {"$ref": "#/$defs/standing"},
                "sources": {"$ref": "#/$defs/sources"}
              }
            }
          }
        }
      }
    },
    "why": {
      "description": "What the order of the conditions hangs on.",
      "type": "object",
      "additionalProperties": false,
      "required": ["overtaking"],
      "properties": {
        "pivot": {
          "description": "The answer that would move the causes most if it were the other way round; left out where there is none.",
          "type": "object",
          "additionalProperties": false,
          "required": ["id", "text", "answer", "change", "leads"],
          "properties": {
            "id": {"$ref": "#/$defs/id"},
            "text": {"type": "string"},
            "answer": {"description": "The other way round.", "type": ["boolean", "number", "string"]},
            "change": {"description": "How much of the probability of the causes would lie elsewhere.", "$ref": "#/$defs/probability"},
            "leads": {"description": "The likeliest cause then: a condition or something-else.", "$ref": "#/$defs/id"}
          }
        },
        "overtaking": {
          "description": "Further answers that would put the second condition before the first: single ones, likeliest first, or one pair, or none.",
          "type": "array",
          "maxItems": 5,
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["answers", "probability", "first", "second"],
            "properties": {
              "answers": {
                "type": "array",
                "minItems": 1,
                "maxItems": 2,
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["id", "text", "answer"],
                  "properties": {
                    "id": {"$ref": "#/$defs/id"},
                    "text": {"type": "string"},
                    "answer": {"type": ["boolean", "number", "string"]}
                  }
                }
              },
              "probability": {"description": "Of these answers, given all so far.", "$ref": "#/$defs/probability"},
              "first": {"$ref": "#/$defs/then"},
              "second": {"$ref": "#/$defs/then"}
            }
          }
        }
      }
    },
    "unexplained": {
      "description": "Probability that something which is not in the pack produced the complaint.",
      "$ref": "#/$defs/probability"
    },
    "attribution": {
      "description": "What produced each finding that is there; the shares of one finding sum to 1.",
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["finding", "name", "shares"],
        "properties": {
          "finding": {"$ref": "#/$defs/id"},
          "name": {"type": "string"},
          "shares": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["id", "name", "share"],
              "properties": {
                "id": {"description": "A condition, something-else or background.", "$ref": "#/$defs/id"},
                "name": {"type": "string"},
                "share": {"$ref": "#/$defs/probability"}
              }
            }
          }
        }
      }
    },
    "next": {
      "description": "The best next questions, examinations and tests, by falling worth for what they take.",
      "type": "array",
      "maxItems": 5,
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["id", "question", "why", "effort", "worth", "deciding", "acting", "knowing", "warning", "gain", "outcomes"],
        "properties": {
          "id": {"$ref": "#/$defs/id"},
          "question": {"type": "string"},
          "why": {"type": "string"},
          "effort": {"description": "What it takes: a question, an examination, a test; of the pack's loss table.", "$ref": "#/$defs/id"},
          "worth": {"description": "deciding + acting + knowing + warning, in visits that nobody needed.", "type": "number", "minimum": 0},
          "deciding": {"description": "Expected fall of the loss of the best level of urgency.", "type": "number", "minimum": 0},
          "acting": {"description": "Expected fall of the regret of acting on a cause or not.", "type": "number", "minimum": 0},
          "knowing": {"description": "Worth of the expected fall of uncertainty over the causes.", "type": "number", "minimum": 0},
          "warning": {"description": "Worth of settling whether a red flag of a higher level holds.", "type": "number", "minimum": 0},
          "gain": {"description": "Expected fall of uncertainty over the causes, in nats.", "type": "number", "minimum": 0},
          "outcomes": {
            "description": "Every answer, with the condition that the step is expected to move most.",
            "type": "array",
            "minItems": 2,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["answer", "probability", "condition", "cause", "urgency"],
              "properties": {
                "answer": {"description": "As a case document writes it.", "type": ["boolean", "number", "string"]},
                "probability": {"description": "Of this answer, given all others.", "$ref": "#/$defs/probability"},
                "condition": {"$ref": "#/$defs/id"},
                "cause": {"description": "P(it produced the complaint) then.", "$ref": "#/$defs/probability"},
                "urgency": {"description": "The level that would follow.", "$ref": "#/$defs/urgency"}
              }
            }
          }
        }
      }
    },
    "rules": {
      "description": "Published decision rules filled in from the answers; they stand beside the probabilities.",
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id", "name", "for", "applies", "because", "missing", "score", "score_without_computed", "strata", "items",
          "deciding", "next", "sources"
        ],
        "properties": {
          "id": {"$ref": "#/$defs/id"},
          "name": {"type": "string"},
          "for": {
            "description": "What the rule is about.",
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "name"],
            "properties": {"id": {"$ref": "#/$defs/id"}, "name": {"type": "string"}}
          },
          "applies": {"description": "Whether the person is one of those it was made for.", "enum": ["yes", "no", "unknown"]},
          "because": {
            "description": "Tests of that which failed or are open.",
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["id", "kind", "state", "text"],
              "properties": {
                "id": {"$ref": "#/$defs/id"},
                "kind": {"description": "among: must hold; not-for: must not.", "enum": ["among", "not-for"]},
                "state": {"enum": ["failed", "unknown"]},
                "text": {"type": "string"}
              }
            }
          },
          "missing": {
            "description": "Items of the case that would settle the open tests.",
            "type": "array",
            "items": {"$ref": "#/$defs/id"}
          },
          "score": {"description": "As an unknown item may hold or not; null where it does not apply.", "$ref": "#/$defs/score"},
          "score_without_computed": {"description": "The same with no computed item holding.", "$ref": "#/$defs/score"},
          "strata": {
            "description": "Those that are still possible, by rising score.",
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["id", "text", "from", "to", "published", "sources"],
              "properties": {
                "id": {"$ref": "#/$defs/id"},
                "text": {"type": "string"},
                "from": {"description": "Least score; null: no limit.", "type": ["number", "null"]},
                "to": {"description": "Greatest score; null: no limit.", "type": ["number", "null"]},
                "published": {
                  "description": "What studies found of such people, once a single stratum is possible.",
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["share", "of", "source"],
                    "properties": {
                      "share": {"$ref": "#/$defs/probability"},
                      "of": {"description": "What was counted.", "type": "string"},
                      "interval": {
                        "description": "As printed, mostly 95 %.",
                        "type": "array",
                        "minItems": 2,
                        "maxItems": 2,
                        "items": {"$ref": "#/$defs/probability"}
                      },
                      "source": {"$ref": "#/$defs/id"}
                    }
                  }
                },
                "sources": {"$ref": "#/$defs/sources"}
              }
            }
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["id", "name", "state", "worth", "points"],
              "properties": {
                "id": {"$ref": "#/$defs/id"},
                "name": {"type": "string"},
                "state": {"description": "computed: from the probabilities.", "enum": ["yes", "no", "unknown", "computed"]},
                "worth": {"description": "Points where it holds.", "type": "number"},
                "points": {"description": "Points given; null where unknown.", "type": ["number", "null"]}
              }
            }
          },
          "deciding": {
            "description": "Unknown items that could still change the stratum.",
            "type": "array",
            "items": {"$ref": "#/$defs/id"}
          },
          "next": {
            "description": "Steps of a pathway for clinicians that hold now.",
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["id", "text", "sources"],
              "properties": {
                "id": {"$ref": "#/$defs/id"},
                "text": {"type": "string"},
                "sources": {"$ref": "#/$defs/sources"}
              }
            }
          },
          "sources": {"$ref": "#/$defs/sources"}
        }
      }
    },
    "care": {
      "type": "object",
      "additionalProperties": false,
      "required": ["now", "self_care", "clinician", "medicines", "avoid", "prevention", "safety_net"],
      "properties": {
        "now": {"$ref": "#/$defs/care"},
        "self_care": {"$ref": "#/$defs/care"},
        "clinician": {"$ref": "#/$defs/care"},
        "medicines": {"$ref": "#/$defs/care"},
        "avoid": {"$ref": "#/$defs/care"},
        "prevention": {"$ref": "#/$defs/care"},
        "safety_net": {"$ref": "#/$defs/care"}
      }
    },
    "alerts": {"description": "Drug-safety alerts; none yet.", "type": "array", "items": {"type": "object"}},
    "sources": {
      "description": "Every record that the document names, by first mention.",
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["id", "title", "authors", "year", "journal", "doi", "pmid", "url", "certainty", "about"],
        "properties": {
          "id": {"$ref": "#/$defs/id"},
          "title": {"type": "string"},
          "authors": {"type": "string"},
          "year": {"type": ["integer", "null"]},
          "journal": {"type": "string"},
          "doi": {"type": "string"},
          "pmid": {"type": "string"},
          "url": {"type": "string"},
          "certainty": {"type": "string"},
          "about": {"type": "string"}
        }
      }
    },
    "limits": {"description": "Intended use and what the program cannot do.", "type": "array", "items": {"type": "string"}}
  },
  "$defs": {
    "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "probability": {"type": "number", "minimum": 0, "maximum": 1},
    "urgency": {"enum": ["self-care", "routine", "same-day", "emergency"]},
    "by_level": {
      "type": "object",
      "additionalProperties": false,
      "required": ["self-care", "routine", "same-day", "emergency"],
      "properties": {
        "self-care": {"type": "number", "minimum": 0},
        "routine": {"type": "number", "minimum": 0},
        "same-day": {"type": "number", "minimum": 0},
        "emergency": {"type": "number", "minimum": 0}
      }
    },
    "standing": {"enum": ["supported", "debated", "contradicted", "good-practice"]},
    "sources": {"description": "Ids of sources.", "type": "array", "items": {"$ref": "#/$defs/id"}},
    "score": {
      "type": ["object", "null"],
      "additionalProperties": false,
      "required": ["low", "high"],
      "properties": {"low": {"type": "number"}, "high": {"type": "number"}}
    },
    "then": {
      "description": "A condition and its cause after these answers.",
      "type": "object",
      "additionalProperties": false,
      "required": ["id", "cause"],
      "properties": {"id": {"$ref": "#/$defs/id"}, "cause": {"$ref": "#/$defs/probability"}}
    },
    "arguments": {
      "description": "Answers that speak for it (positive decibans) or against it (negative), strongest first.",
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["id", "text", "answer", "decibans"],
        "properties": {
          "id": {"$ref": "#/$defs/id"},
          "text": {"type": "string"},
          "answer": {"type": ["boolean", "number", "string"]},
          "decibans": {"type": "number"},
          "error": {"description": "Standard error of decibans; left out where they are exact.", "type": "number", "minimum": 0}
        }
      }
    },
    "care": {
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["id", "text", "standing", "sources"],
        "properties": {
          "id": {"$ref": "#/$defs/id"},
          "text": {"type": "string"},
          "standing": {"$ref": "#/$defs/standing"},
          "reason": {"description": "The basis of what no study supports.", "type": "string"},
          "sources": {"$ref": "#/$defs/sources"}
        }
      }
    }
  }
}
)json";
}

} // namespace sura::clinic
