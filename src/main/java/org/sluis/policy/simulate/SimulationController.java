package org.sluis.policy.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.gate.Gate;
import org.sluis.party.Caller;
import org.sluis.policy.publish.Rejected;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Drafts tried on the past, before anyone publishes them. Whoever may not, or asks wrongly, gets a problem and no line. */
@RestController
class SimulationController {
    private static final Logger LOG = LoggerFactory.getLogger(SimulationController.class);
    private static final String LINES = "application/x-ndjson";

    private final Simulator simulator;
    private final Rejected rejected;
    private final ObjectMapper json;

    SimulationController(Simulator simulator, Rejected rejected, ObjectMapper json) {
        this.simulator = simulator;
        this.rejected = rejected;
        this.json = json;
    }

    private record Reached(long progress, long of) {}

    private record Done(Report report) {}

    private record Failed(String failed) {}

    @Operation(
            summary =
                    "Try drafts on recorded decisions; lines of JSON: how far it is (progress, of), last the report, or"
                            + " failed where there is none")
    @PostMapping(path = "/v1/simulations", consumes = "application/json", produces = LINES)
    void run(Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        byte[] body = request.getInputStream().readNBytes(Gate.MAX_BODY_BYTES + 1);
        Simulator.Allowed allowed = rejected.recorded(caller, () -> {
            SimulationForm form = SimulationForm.read(body);
            return simulator.allowed(caller, form.since(), form.packs());
        });
        response.setContentType(LINES);
        try {
            Report report = allowed.run((done, all) -> line(response, new Reached(done, all)));
            line(response, new Done(report));
        } catch (RuntimeException failure) {
            LOG.error("a simulation failed: {}", failure.getClass().getName());
            line(response, new Failed(code(failure)));
        }
    }

    private static String code(RuntimeException failure) {
        Reason reason = failure instanceof Refused refused
                ? refused.reason()
                : failure instanceof DatabaseUnavailable ? Reason.LOG_UNAVAILABLE : Reason.DISCLOSURE_FAILED;
        return reason.code();
    }

    private void line(HttpServletResponse response, Object line) throws IOException {
        response.getOutputStream().write(json.writeValueAsBytes(line));
        response.getOutputStream().write('\n');
        response.flushBuffer();
    }
}
