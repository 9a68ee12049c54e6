package org.sluis.policy.publish;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.party.Caller;
import org.sluis.party.person.ToSign;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The rules of a controller: what is in force and was, and how that changes. Opening takes two persons, closing one. */
@RestController
class RulesController {
    private final Publisher publisher;
    private final Closer closer;
    private final Words words;
    private final History history;
    private final Rejected rejected;

    RulesController(Publisher publisher, Closer closer, Words words, History history, Rejected rejected) {
        this.publisher = publisher;
        this.closer = closer;
        this.words = words;
        this.history = history;
        this.rejected = rejected;
    }

    record Changes(List<History.Change> changes) {}

    @Operation(
            summary =
                    "Which rules were in force at a moment (at=…, default now): each policy, its digest, who approved")
    @GetMapping(path = "/v1/policies", produces = "application/json")
    History.Rules rules(Caller caller, @Nullable @RequestParam(name = "at", required = false) Instant at) {
        return history.at(caller, at);
    }

    @Operation(summary = "How many policies are in force here, and how many of them nobody approved; for anyone")
    @GetMapping(path = "/v1/about", produces = "application/json")
    History.About about() {
        return history.about();
    }

    @Operation(summary = "Every change of the rules, the oldest first")
    @GetMapping(path = "/v1/policies/changes", produces = "application/json")
    Changes changes(Caller caller) {
        return new Changes(history.changes(caller));
    }

    @Operation(summary = "A pack as it was proposed or published, by its digest")
    @GetMapping(path = "/v1/policies/packs/{digest}", produces = "application/json")
    String pack(Caller caller, @PathVariable("digest") String digest) {
        return history.content(caller, digest);
    }

    @Operation(summary = "Propose a pack, or the digest of an earlier one, signed by who proposes")
    @PostMapping(path = "/v1/policies", consumes = "application/json", produces = "application/json")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ToSign propose(Caller caller, HttpServletRequest request) throws IOException {
        return ToSign.of(posted(caller, request, body -> publisher.propose(caller, RuleForm.Publishing.read(body))));
    }

    @Operation(summary = "Close a policy, a recipient or a connector, at once: one person")
    @PostMapping(path = "/v1/closings", consumes = "application/json", produces = "application/json")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(Caller caller, HttpServletRequest request) throws IOException {
        posted(caller, request, body -> {
            closer.close(caller, RuleForm.Closing.read(body));
            return true;
        });
    }

    @Operation(summary = "Propose to open a recipient or a connector again, signed by who proposes")
    @PostMapping(path = "/v1/reopenings", consumes = "application/json", produces = "application/json")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ToSign reopen(Caller caller, HttpServletRequest request) throws IOException {
        return ToSign.of(
                posted(caller, request, body -> publisher.proposeReopening(caller, RuleForm.Reopening.read(body))));
    }

    @Operation(summary = "Advise on a pack (data protection officer), or accept its obligations (a recipient)")
    @PostMapping(
            path = "/v1/policies/packs/{digest}/words",
            consumes = "application/json",
            produces = "application/json")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void say(Caller caller, @PathVariable("digest") String digest, HttpServletRequest request) throws IOException {
        posted(caller, request, body -> {
            words.say(caller, digest, RuleForm.Word.read(body));
            return true;
        });
    }

    private <T> T posted(Caller caller, HttpServletRequest request, Function<byte[], T> work) throws IOException {
        byte[] body = request.getInputStream().readNBytes(RuleForm.LIMIT + 1);
        return rejected.recorded(caller, () -> {
            if (body.length > RuleForm.LIMIT) {
                throw new Refused(Reason.BODY_TOO_LARGE);
            }
            return work.apply(body);
        });
    }
}
