package org.sluis.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.Bodies;
import org.sluis.database.Transactions;
import org.sluis.law.Law;
import org.sluis.party.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The school's side of asking. Of each person it sees whether an answer came, never which; of anyone else's request nothing. */
@RestController
class RequestsController {
    private final Requests requests;
    private final Codes codes;
    private final Transactions transactions;
    private final Bodies bodies;
    private final Law law;
    private final Clock clock;
    private final RequestRows rows;

    RequestsController(
            Requests requests,
            Codes codes,
            Transactions transactions,
            Bodies bodies,
            Law law,
            Clock clock,
            RequestRows rows) {
        this.requests = requests;
        this.codes = codes;
        this.transactions = transactions;
        this.bodies = bodies;
        this.law = law;
        this.clock = clock;
        this.rows = rows;
    }

    @Operation(
            summary = "Ask consent, of everyone whom the law asks, for the way there and the way back",
            description =
                    "For a pupil of one's own: subject, recipient and purpose, or the id of a refused disclosure.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = AskForm.class))))
    @PostMapping(path = "/v1/consent-requests", consumes = "application/json", produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> ask(Caller caller, HttpServletRequest request) throws IOException {
        return shown(caller, requests.request(caller, bodies.read(caller, request, AskForm::read)));
    }

    @Operation(summary = "A request of one's own: what was asked, and who answered; never what")
    @GetMapping(path = "/v1/consent-requests/{id}", produces = "application/json")
    Map<String, Object> show(Caller caller, @PathVariable("id") String id) {
        return shown(caller, Bodies.id(id));
    }

    @Operation(
            summary = "A code for the person before you, whose identity you verified; it is told once",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = CodeForm.class))))
    @PostMapping(path = "/v1/consent-requests/{id}/codes", consumes = "application/json", produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Codes.Made code(Caller caller, @PathVariable("id") String id, HttpServletRequest request) throws IOException {
        UUID asked = Bodies.id(id);
        CodeForm form = bodies.read(
                caller, request, body -> CodeForm.read(body, law.settings().verifiedBy()));
        return codes.make(caller, asked, form);
    }

    private Map<String, Object> shown(Caller caller, UUID id) {
        return transactions.within(caller.tenant(), connection -> {
            AskedRequest request = rows.of(connection, caller, id).orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            return shown(request, rows.invitations(connection, caller.tenant(), id));
        });
    }

    private Map<String, Object> shown(AskedRequest request, List<Invitation> invitations) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("request", request.id());
        shown.put("subject", request.localId());
        shown.put("recipient", request.recipient());
        shown.put("purpose", request.purpose());
        shown.put("textVersion", request.textVersion());
        shown.put("from", request.from());
        shown.put("until", request.until());
        shown.put("respondBy", request.respondBy());
        shown.put(
                "questions",
                request.questions().stream().map(RequestsController::shown).toList());
        boolean over = request.overOn(law.day(clock.instant()));
        List<Map<String, Object>> grantors = new ArrayList<>();
        invitations.forEach(invitation -> grantors.add(shown(invitation, over)));
        shown.put("grantors", grantors);
        return shown;
    }

    private static Map<String, Object> shown(Question question) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("question", question.number());
        shown.put("from", question.discloser());
        shown.put("to", question.recipient());
        shown.put("purpose", question.purpose());
        shown.put("categories", question.categories());
        shown.put("needed", question.needed());
        return shown;
    }

    private static Map<String, Object> shown(Invitation invitation, boolean over) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("grantor", invitation.grantor());
        if (invitation.localId() != null) {
            shown.put("holder", invitation.localId());
        }
        shown.put("state", invitation.answered() ? "answered" : over ? "expired" : "waiting");
        return shown;
    }
}
