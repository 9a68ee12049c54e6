package org.sluis.console;

import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.sluis.database.DatabaseUnavailable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What a page that fails shows: a sentence of the catalogue, where, and never a value or a stack. */
@ControllerAdvice(basePackages = "org.sluis.console")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final ReasonTexts texts;

    Failures(ReasonTexts texts) {
        this.texts = texts;
    }

    @ExceptionHandler
    ModelAndView show(Throwable failure, Locale locale) {
        if (failure instanceof Refused refused) {
            return page(HttpStatusCode.valueOf(refused.reason().status()), refused, locale);
        } else if (failure instanceof DatabaseUnavailable) {
            return page(HttpStatus.SERVICE_UNAVAILABLE, new Refused(Reason.LOG_UNAVAILABLE), locale);
        } else if (failure instanceof ErrorResponse asked) {
            return page(asked.getStatusCode(), new Refused(Reason.PARAMETER_NOT_SUPPORTED), locale);
        }
        LOG.error("a page failed: {}", failure.getClass().getName());
        return page(HttpStatus.INTERNAL_SERVER_ERROR, new Refused(Reason.DISCLOSURE_FAILED), locale);
    }

    private ModelAndView page(HttpStatusCode status, Refused refused, Locale locale) {
        return new ModelAndView(
                "failure",
                Map.of("sentence", texts.text(refused.reason(), locale.getLanguage()), "where", refused.where()),
                status);
    }
}
