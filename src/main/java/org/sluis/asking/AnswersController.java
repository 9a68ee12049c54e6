package org.sluis.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sluis.consent.FormReader;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The person's side of asking: no token and no account, a code that somebody handed over who saw who they are. */
@RestController
class AnswersController {
    private final Answering answering;
    private final Answers answers;

    AnswersController(Answering answering, Answers answers) {
        this.answering = answering;
        this.answers = answers;
    }

    @Operation(
            summary = "What is asked of whoever has this code",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = AnswerForm.class))))
    @PostMapping(path = "/v1/answers/open", consumes = "application/json", produces = "application/json")
    Map<String, Object> open(HttpServletRequest request) throws IOException {
        AnswerForm form = answering.read(body(request), AnswerForm::opening);
        return answering.opened(
                form.code(),
                (session, person) -> Sheet.of(person.request(), person.opened().holder(), person.questions()));
    }

    @Operation(
            summary = "Answer: a yes or a no to each category of each question; the code is good for this once",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = AnswerForm.class))))
    @PostMapping(path = "/v1/answers", consumes = "application/json", produces = "application/json")
    Map<String, Object> answer(HttpServletRequest request) throws IOException {
        AnswerForm form = answering.read(body(request), AnswerForm::answering);
        Answered done = answering.opened(form.code(), (session, person) -> answers.record(session, person, form));
        Map<String, Object> answered = new LinkedHashMap<>();
        answered.put("state", "answered");
        answered.put("digest", done.digest());
        answered.put("withdrawalCode", done.withdrawalCode());
        return answered;
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        return request.getInputStream().readNBytes(FormReader.LIMIT + 1);
    }
}
