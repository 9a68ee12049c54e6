package org.sluis.consent.fhir;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.sluis.consent.Drain;
import org.sluis.consent.StoredConsent;
import org.sluis.consent.Withdrawals;
import org.sluis.party.Caller;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What the register answers in FHIR: a resource, or an OperationOutcome that says what, where and what to do, never a value. */
final class FhirAnswers {
    static final MediaType FHIR_JSON = MediaType.parseMediaType("application/fhir+json;charset=UTF-8");
    private static final String REASONS = "https://sluis.example/reasons";
    private static final String WITHDRAWAL = "https://sluis.example/fhir/CodeSystem/withdrawal";
    /** Where in FHIR the parts of a form stand. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("/subject", "Consent.patient"),
            Map.entry("/grantor", "Consent.performer"),
            Map.entry("/holder", "Consent.performer"),
            Map.entry("/effect", "Consent.provision.type"),
            Map.entry("/purpose", "Consent.provision.purpose"),
            Map.entry("/recipient", "Consent.provision.actor.reference"),
            Map.entry("/recipientKind", "Consent.provision.actor.reference"),
            Map.entry("/categories", "Consent.provision.modifierExtension"),
            Map.entry("/from", "Consent.provision.period.start"),
            Map.entry("/until", "Consent.provision.period.end"),
            Map.entry("/textVersion", "Consent.policy.uri"),
            Map.entry("/proof", "Consent.source"),
            Map.entry("/proof/verified", "Consent.extension"),
            Map.entry("/proof/by", "Consent.extension"),
            Map.entry("/proof/at", "Consent.dateTime"),
            Map.entry("/proof/digest", "Consent.source.identifier.value"));

    private final FhirParser fhir;
    private final ReasonTexts texts;

    FhirAnswers(FhirParser fhir, ReasonTexts texts) {
        this.fhir = fhir;
        this.texts = texts;
    }

    ResponseEntity<String> ok(IBaseResource resource) {
        return answer(ResponseEntity.ok(), resource);
    }

    ResponseEntity<String> answer(ResponseEntity.BodyBuilder response, IBaseResource resource) {
        return response.contentType(FHIR_JSON).body(fhir.json(resource));
    }

    /** Each as it is read now: the consent alone, or where they are more a Bundle of them. */
    ResponseEntity<String> created(Caller school, String base, List<StoredConsent> recorded) {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.created(URI.create(base + "/" + recorded.get(0).id()));
        if (recorded.size() == 1) {
            return answer(response, ConsentWriter.write(school, recorded.get(0)));
        }
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
        for (StoredConsent consent : recorded) {
            Bundle.BundleEntryComponent entry = bundle.addEntry()
                    .setFullUrl(base + "/" + consent.id())
                    .setResource(ConsentWriter.write(school, consent));
            entry.getResponse().setStatus("201 Created").setLocation(entry.getFullUrl());
        }
        return answer(response, bundle);
    }

    /** One issue for each place; an expression where the place is one of FHIR's. */
    ResponseEntity<String> refused(Refused refused) {
        Reason reason = refused.reason();
        OperationOutcome outcome = new OperationOutcome();
        for (String position : refused.where().isEmpty() ? List.of("") : refused.where()) {
            int colon = position.lastIndexOf(':');
            String place = place(position.substring(0, Math.max(colon, 0)));
            String what = place.isEmpty() ? position : position.substring(colon + 1);
            OperationOutcomeIssueComponent issue = outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(type(reason, what))
                    .setDetails(said(REASONS, reason.code(), texts.text(reason, "nl")))
                    .setDiagnostics(what.isEmpty() ? texts.text(reason, "en") : what + ". " + texts.text(reason, "en"));
            if (!place.isEmpty()) {
                issue.addExpression(place);
            }
        }
        ResponseEntity.BodyBuilder response = ResponseEntity.status(reason.status());
        if (reason.status() == 503) {
            response.header("Retry-After", "5");
        } else if (reason.status() == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return answer(response, outcome);
    }

    /** What the withdrawal stopped, what had gone and what is uncertain, each disclosure by its id. */
    ResponseEntity<String> withdrawn(Withdrawals.Withdrawn withdrawn) {
        OperationOutcome outcome = new OperationOutcome();
        tell(outcome, "withdrawn", withdrawn.consent(), "Withdrawn at " + withdrawn.withdrawnAt() + ".");
        Drain.Drained drained = withdrawn.drained();
        drained.stopped().forEach(id -> tell(outcome, "stopped", id, "It waited, and will not go."));
        drained.gone().forEach(id -> tell(outcome, "gone", id, "It had gone before."));
        drained.uncertain()
                .forEach(id -> tell(outcome, "uncertain", id, "It was under way; nobody can say whether it arrived.")
                        .setSeverity(IssueSeverity.WARNING));
        drained.recalls().forEach(id -> tell(outcome, "recall", id, "Its recipient is asked to erase what it has."));
        return ok(outcome);
    }

    private static OperationOutcomeIssueComponent tell(
            OperationOutcome outcome, String code, UUID id, String sentence) {
        return outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDetails(said(WITHDRAWAL, code, id.toString()))
                .setDiagnostics(sentence);
    }

    private static CodeableConcept said(String system, String code, String text) {
        return new CodeableConcept(new Coding(system, code, null)).setText(text);
    }

    private static String place(String pointer) {
        if (pointer.startsWith("/categories/")) {
            return PLACES.get("/categories") + "[" + pointer.substring("/categories/".length()) + "]";
        }
        if (pointer.startsWith("/order")) {
            return "Consent.extension";
        }
        return pointer.startsWith("Consent") ? pointer : PLACES.getOrDefault(pointer, "");
    }

    private static IssueType type(Reason reason, String what) {
        return switch (reason) {
            case CONSENT_NOT_VALID -> fault(what);
            case CONSENT_NEVER_CHANGES -> IssueType.BUSINESSRULE;
            case CONTENT_TYPE_NOT_TAKEN, METHOD_NOT_ALLOWED, PARAMETER_NOT_SUPPORTED -> IssueType.NOTSUPPORTED;
            case NOT_FOUND -> IssueType.NOTFOUND;
            case NOT_AUTHENTICATED -> IssueType.LOGIN;
            case MANDATE_MISSING, NOT_ENTITLED -> IssueType.FORBIDDEN;
            case BODY_TOO_LARGE -> IssueType.TOOLONG;
            case LOG_UNAVAILABLE -> IssueType.TRANSIENT;
            case DISCLOSURE_FAILED -> IssueType.EXCEPTION;
            default -> IssueType.STRUCTURE;
        };
    }

    private static IssueType fault(String what) {
        return switch (what) {
            case "missing" -> IssueType.REQUIRED;
            case "unknown" -> IssueType.CODEINVALID;
            case "not-taken" -> IssueType.NOTSUPPORTED;
            default -> IssueType.VALUE;
        };
    }
}
