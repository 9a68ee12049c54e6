package org.sluis.roster;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Transactions;
import org.sluis.gate.Gate;
import org.sluis.party.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** A school says who its pupils are. Nobody is ever told who is on a roster, the school itself neither. */
@RestController
class RosterController {
    private final RosterFormats formats;
    private final RosterRecorder recorder;
    private final Rosters rosters;
    private final Transactions transactions;

    RosterController(RosterFormats formats, RosterRecorder recorder, Rosters rosters, Transactions transactions) {
        this.formats = formats;
        this.recorder = recorder;
        this.rosters = rosters;
        this.transactions = transactions;
    }

    /** @param until the last day on which it counts */
    record Standing(LocalDate day, LocalDate until, int pupils) {}

    @Operation(
            summary = "Put a whole roster in the place of the school's one before; the answer counts, and names nobody",
            requestBody =
                    @RequestBody(content = @Content(mediaType = "application/xml", schema = @Schema(type = "string"))))
    @PutMapping(
            path = "/v1/roster/{format}",
            consumes = {"application/xml", "text/xml", "application/zip"},
            produces = "application/json")
    RosterRecorder.Replaced replace(Caller caller, @PathVariable("format") String format, HttpServletRequest request)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(Gate.MAX_BODY_BYTES + 1);
        return recorder.recorded(caller, () -> recorder.replace(caller, formats.read(format, body)));
    }

    @Operation(summary = "Of which day the school's own roster is, how many are on it, and until when it counts")
    @GetMapping(path = "/v1/roster", produces = "application/json")
    Standing standing(Caller caller) {
        return transactions.within(
                caller.tenant(), connection -> rosters.kept(connection, caller.tenant(), caller.party())
                        .map(kept -> new Standing(
                                kept.day(), kept.until(), Rosters.counted(connection, caller.tenant(), caller.party())))
                        .orElseThrow(() -> new Refused(Reason.NOT_FOUND)));
    }
}
