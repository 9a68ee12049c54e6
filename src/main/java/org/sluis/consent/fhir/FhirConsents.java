package org.sluis.consent.fhir;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.Bodies;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.ConsentRecorder;
import org.sluis.consent.FormReader;
import org.sluis.consent.StoredConsent;
import org.sluis.consent.Withdrawals;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;
import org.sluis.vault.Vault;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The register in FHIR R4: Consent of IHE Privacy Consent on FHIR, basic, and intermediate where it says no more than the
 * register can hold (ITI-108 and the recording of it). The same rules
 * as {@link ConsentsController}; {@code docs/fhir-consent.md} says which element is what.
 */
@RestController
final class FhirConsents {
    private static final Logger LOG = LoggerFactory.getLogger(FhirConsents.class);
    private static final String CONSENTS = "/fhir/Consent";
    private static final String CONSENT = "/fhir/Consent/{id}";
    private static final String SEARCH = "/fhir/Consent/_search";
    private static final String METADATA = "/fhir/metadata";
    private static final Set<String> JSON = Set.of("application/fhir+json", "application/json");
    private static final Set<String> FORM = Set.of("application/x-www-form-urlencoded");

    private final ConsentRecorder recorder;
    private final Withdrawals withdrawals;
    private final Transactions transactions;
    private final Bodies bodies;
    private final FhirParser fhir;
    private final FhirAnswers answers;
    private final Vault vault;

    FhirConsents(
            ConsentRecorder recorder,
            Withdrawals withdrawals,
            Transactions transactions,
            Bodies bodies,
            FhirParser fhir,
            FhirAnswers answers,
            Vault vault) {
        this.recorder = recorder;
        this.withdrawals = withdrawals;
        this.transactions = transactions;
        this.bodies = bodies;
        this.fhir = fhir;
        this.answers = answers;
        this.vault = vault;
    }

    @Operation(
            summary = "Record a yes or a no, as a FHIR Consent (IHE PCF basic or intermediate)",
            description =
                    "With several purposes or recipients it is a statement for each, recorded in one transaction; the"
                            + " answer is then a Bundle of them.",
            requestBody =
                    @RequestBody(
                            content = @Content(mediaType = "application/fhir+json", schema = @Schema(type = "object"))))
    @PostMapping(CONSENTS)
    ResponseEntity<String> create(Caller caller, HttpServletRequest http) throws IOException {
        requireType(http, JSON);
        if (http.getHeader("If-None-Exist") != null) {
            throw new Refused(Reason.PARAMETER_NOT_SUPPORTED, "If-None-Exist");
        }
        List<ConsentForm> forms = bodies.read(caller, http, body -> {
            Given given = ConsentReader.read(caller, fhir.consent(body));
            if (!given.active()) {
                throw new Refused(Reason.CONSENT_NOT_VALID, "Consent.status:not-active");
            }
            recorder.check(given.whole());
            return given.forms();
        });
        List<StoredConsent> recorded = recorder.record(caller, forms).stream()
                .map(each -> find(caller, each.consent()))
                .toList();
        return answers.created(caller, http.getRequestURL().toString(), recorded);
    }

    @Operation(summary = "One consent of the school's own pupils, as FHIR; inactive where it was withdrawn")
    @GetMapping(CONSENT)
    ResponseEntity<String> read(Caller caller, @PathVariable("id") String id) {
        return answers.ok(ConsentWriter.write(caller, find(caller, Bodies.id(id))));
    }

    @Operation(
            summary = "The consents of one pupil, as FHIR, oldest first",
            requestBody =
                    @RequestBody(
                            description =
                                    "patient:identifier=https://sluis.example/id/pupil/<school>|<the school's own id>",
                            content =
                                    @Content(
                                            mediaType = "application/x-www-form-urlencoded",
                                            schema = @Schema(type = "string"))))
    @PostMapping(SEARCH)
    ResponseEntity<String> search(Caller caller, HttpServletRequest http) throws IOException {
        requireType(http, FORM);
        if (http.getQueryString() != null) {
            throw new Refused(Reason.PARAMETER_NOT_SUPPORTED, "patient:identifier");
        }
        Optional<String> pupil =
                ConsentSearch.pupil(caller, http.getInputStream().readNBytes(FormReader.LIMIT + 1));
        List<StoredConsent> found = pupil.map(id -> transactions.within(
                        caller.tenant(), connection -> StoredConsent.about(connection, vault, caller, id)))
                .orElse(List.of());
        Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET).setTotal(found.size());
        String base = http.getRequestURL().toString().replaceFirst("_search$", "");
        for (StoredConsent consent : found) {
            bundle.addEntry()
                    .setFullUrl(base + consent.id())
                    .setResource(ConsentWriter.write(caller, consent))
                    .getSearch()
                    .setMode(Bundle.SearchEntryMode.MATCH);
        }
        return answers.ok(bundle);
    }

    @Operation(
            summary = "Withdraw: the consent as it was read, with status inactive",
            description =
                    "The answer comes when it holds. It is an OperationOutcome that names each disclosure it stopped,"
                            + " each that had gone and each that is uncertain. Any other change is refused.",
            requestBody =
                    @RequestBody(
                            content = @Content(mediaType = "application/fhir+json", schema = @Schema(type = "object"))))
    @PutMapping(CONSENT)
    ResponseEntity<String> update(Caller caller, @PathVariable("id") String id, HttpServletRequest http)
            throws IOException {
        requireType(http, JSON);
        UUID consent = bodies.read(caller, http, body -> withdrawable(caller, id, body));
        return answers.withdrawn(withdrawals.withdraw(caller, consent));
    }

    @Operation(summary = "What can be done here, as a FHIR CapabilityStatement; for anyone")
    @GetMapping(METADATA)
    ResponseEntity<byte[]> metadata() throws IOException {
        return ResponseEntity.ok()
                .contentType(FhirAnswers.FHIR_JSON)
                .body(new ClassPathResource("fhir/metadata.json").getContentAsByteArray());
    }

    /** Every other method and page below {@code /fhir}. */
    @Hidden
    @RequestMapping("/fhir/**")
    ResponseEntity<String> other(HttpServletRequest http) {
        String allowed = allowed(http.getRequestURI());
        ResponseEntity<String> refused = answers.refused(new Refused(Reason.METHOD_NOT_ALLOWED));
        return ResponseEntity.status(refused.getStatusCode())
                .headers(refused.getHeaders())
                .header("Allow", allowed)
                .body(refused.getBody());
    }

    @ExceptionHandler
    ResponseEntity<String> failed(Throwable failure) {
        if (failure instanceof Refused refused) {
            return answers.refused(refused);
        } else if (failure instanceof DatabaseUnavailable) {
            return answers.refused(new Refused(Reason.LOG_UNAVAILABLE));
        }
        LOG.error("a request failed: {}", failure.getClass().getName());
        return answers.refused(new Refused(Reason.DISCLOSURE_FAILED));
    }

    private UUID withdrawable(Caller caller, String id, byte[] body) {
        Given given = ConsentReader.read(caller, fhir.consent(body));
        StoredConsent stored = find(caller, Bodies.id(id));
        given.requireWithdrawalOf(stored);
        return stored.id();
    }

    private StoredConsent find(Caller caller, UUID id) {
        return transactions
                .within(caller.tenant(), connection -> StoredConsent.of(connection, vault, caller, id))
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
    }

    private static String allowed(String path) {
        if (path.equals(CONSENTS) || path.equals(SEARCH)) {
            return "POST";
        } else if (path.equals(METADATA)) {
            return "GET, HEAD";
        } else if (path.matches(CONSENTS + "/[^/]+")) {
            return "GET, HEAD, PUT";
        }
        throw new Refused(Reason.NOT_FOUND);
    }

    private static void requireType(HttpServletRequest http, Set<String> taken) {
        String type = String.valueOf(http.getContentType()).split(";", 2)[0].strip();
        if (taken.stream().noneMatch(type::equalsIgnoreCase)) {
            throw new Refused(Reason.CONTENT_TYPE_NOT_TAKEN);
        }
    }
}
