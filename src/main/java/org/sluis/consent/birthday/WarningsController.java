package org.sluis.consent.birthday;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.sluis.consent.Bodies;
import org.sluis.consent.Rejections;
import org.sluis.party.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Warnings about a school's own pupils; of anyone else's nobody learns even that they are there. */
@RestController
class WarningsController {
    private final Warnings warnings;
    private final Rejections rejections;

    WarningsController(Warnings warnings, Rejections rejections) {
        this.warnings = warnings;
        this.rejections = rejections;
    }

    record Answer(List<Warnings.Listed> warnings) {}

    @Operation(
            summary = "Birthdays to come that change whose consent is needed: which pupil, from which day, whom to ask")
    @GetMapping(path = "/v1/warnings", produces = "application/json")
    Answer list(Caller caller) {
        return new Answer(warnings.list(caller));
    }

    @Operation(summary = "The school saw this warning: it is not told again")
    @PostMapping(path = "/v1/warnings/{id}/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(Caller caller, @PathVariable("id") String id) {
        UUID warning = Bodies.id(id);
        rejections.recorded(caller, () -> {
            warnings.see(caller, warning);
            return warning;
        });
    }
}
