package org.sluis.forgetting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.sluis.consent.Bodies;
import org.sluis.party.Caller;
import org.sluis.party.person.ToSign;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erasing one of a school's own pupils, and holding that off: proposed by one privacy officer, approved by another. */
@RestController
class ForgettingController {
    private static final String JSON = "application/json";

    private final Erasing erasing;
    private final Holds holds;
    private final EpochTurn turn;
    private final Bodies bodies;

    ForgettingController(Erasing erasing, Holds holds, EpochTurn turn, Bodies bodies) {
        this.erasing = erasing;
        this.holds = holds;
        this.turn = turn;
        this.bodies = bodies;
    }

    /** No more than the day: the moment would say more than an operator needs, to anyone. */
    @Operation(summary = "How many erasures are not complete yet, and the day (UTC) of the oldest; for anyone")
    @GetMapping(path = "/v1/erasures/pending", produces = JSON)
    Map<String, Object> pending() {
        EpochTurn.Pending pending = turn.pending();
        return pending.erasures() == 0
                ? Map.of("pending", 0)
                : Map.of(
                        "pending", pending.erasures(),
                        "since",
                                LocalDate.ofInstant(pending.since(), ZoneOffset.UTC)
                                        .toString());
    }

    @Operation(
            summary = "Propose to erase one of one's own pupils",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = SubjectForm.class))))
    @PostMapping(path = "/v1/erasures", consumes = JSON, produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ToSign erase(Caller caller, HttpServletRequest request) throws IOException {
        return ToSign.of(erasing.propose(caller, form(caller, request, SubjectForm.ERASING)));
    }

    @Operation(
            summary = "Erase what another privacy officer agreed to; complete when the epochs it names are destroyed")
    @PostMapping(path = "/v1/erasures/{proposal}/completion", produces = JSON)
    Map<String, Object> carryOut(Caller caller, @PathVariable("proposal") String proposal) {
        Erasing.Erased erased = erasing.erase(caller, Bodies.id(proposal));
        return Map.of(
                "rows", erased.rows(),
                "stopped", erased.stopped(),
                "epochs", Set.of(erased.wrapEpoch(), erased.indexEpoch()));
    }

    @Operation(
            summary = "Propose a legal hold: nothing about the pupil is erased while it lies there",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = SubjectForm.class))))
    @PostMapping(path = "/v1/legal-holds", consumes = JSON, produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ToSign hold(Caller caller, HttpServletRequest request) throws IOException {
        return ToSign.of(holds.propose(caller, form(caller, request, SubjectForm.HOLDING)));
    }

    @Operation(summary = "Place the hold that another privacy officer agreed to")
    @PostMapping(path = "/v1/legal-holds/{proposal}/placing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void place(Caller caller, @PathVariable("proposal") String proposal) {
        holds.place(caller, Bodies.id(proposal));
    }

    @Operation(
            summary = "Propose to lift the hold that lies on a pupil",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = SubjectForm.class))))
    @PostMapping(path = "/v1/legal-holds/liftings", consumes = JSON, produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ToSign lifting(Caller caller, HttpServletRequest request) throws IOException {
        return ToSign.of(holds.proposeLifting(caller, form(caller, request, SubjectForm.HOLDING)));
    }

    @Operation(summary = "Lift the hold, as another privacy officer agreed")
    @PostMapping(path = "/v1/legal-holds/liftings/{proposal}/lifting")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(Caller caller, @PathVariable("proposal") String proposal) {
        holds.lift(caller, Bodies.id(proposal));
    }

    private SubjectForm form(Caller caller, HttpServletRequest request, Set<String> reasons) throws IOException {
        return bodies.read(caller, request, body -> SubjectForm.read(body, reasons));
    }
}
