package org.sluis.disclosure;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.DatabaseUnavailable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What every other HTTP page answers when it fails: the same problems as the doors, no stack, no value. */
@RestControllerAdvice
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Refusals answers;

    Problems(Refusals answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> answer(Throwable failure) {
        if (failure instanceof Refused refused) {
            return response(answers.problem(refused, null));
        } else if (failure instanceof DatabaseUnavailable) {
            return response(answers.problem(new Refused(Reason.LOG_UNAVAILABLE), null));
        } else if (failure instanceof MethodArgumentTypeMismatchException other) {
            Refused refused = other.getParameter().hasParameterAnnotation(RequestParam.class)
                    ? new Refused(Reason.PARAMETER_NOT_SUPPORTED, other.getName())
                    : new Refused(Reason.NOT_FOUND); // an id in a path that is no id
            return response(answers.problem(refused, null));
        } else if (failure instanceof ErrorResponse refused) {
            return response(refused);
        }
        LOG.error("a request failed: {}", failure.getClass().getName());
        return response(answers.problem(new Refused(Reason.DISCLOSURE_FAILED), null));
    }

    /** What the framework refuses (a method, a media type, an unknown page), in the same form; its words are not repeated. */
    private static ResponseEntity<Map<String, Object>> response(ErrorResponse refused) {
        HttpStatusCode status = refused.getStatusCode();
        HttpStatus known = HttpStatus.resolve(status.value());
        return ResponseEntity.status(status)
                .headers(refused.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Map.of(
                        "type",
                        "about:blank",
                        "title",
                        known == null ? "error" : known.getReasonPhrase(),
                        "status",
                        status.value()));
    }

    static ResponseEntity<Map<String, Object>> response(Answer answer) {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(answer.status()).contentType(MediaType.parseMediaType(answer.contentType()));
        if (answer.status() == 503) {
            response.header("Retry-After", "5");
        }
        if (answer.status() == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.body(answer.body());
    }
}
