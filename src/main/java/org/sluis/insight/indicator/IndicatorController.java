package org.sluis.insight.indicator;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.sluis.consent.FormReader;
import org.sluis.party.Caller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the parties of an agreement watch. */
@RestController
class IndicatorController {
    private final Indicators indicators;

    IndicatorController(Indicators indicators) {
        this.indicators = indicators;
    }

    @Operation(
            summary =
                    "How much was sent, answered in time, shared and ended in a school year, by party, never for fewer pupils"
                            + " than may be told",
            description =
                    "agreement: its id, where there are several; year: in which the school year begins. A count that is"
                            + " missing is of fewer than `smallest` pupils, or none.")
    @PostMapping(path = "/v1/insight/indicators", consumes = "application/json", produces = "application/json")
    Map<String, Object> told(Caller caller, HttpServletRequest request) throws IOException {
        return indicators.told(caller, request.getInputStream().readNBytes(FormReader.LIMIT + 1));
    }
}
