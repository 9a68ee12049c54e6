package org.sluis.delivery;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.Locale;

/**
 * A span for each send: ids, and how it ended. It begins a trace of its own, for what was accepted may wait for days; the
 * disclosure's id leads from the one to the other.
 */
final class TracedSender implements Sender {
    private final Tracer tracer;
    private final Sender sender;

    TracedSender(Tracer tracer, Sender sender) {
        this.tracer = tracer;
        this.sender = sender;
    }

    @Override
    public void send(Cleared cleared, byte[] payload) throws NotSent {
        Span span = tracer.spanBuilder("deliver")
                .setSpanKind(SpanKind.CLIENT)
                .setNoParent()
                .setAttribute("disclosure", cleared.disclosure().toString())
                .setAttribute("recipient", cleared.recipient().value())
                .setAttribute("attempt", cleared.row().attempts() + 1L)
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            sender.send(cleared, payload);
        } catch (NotSent failure) {
            span.setStatus(StatusCode.ERROR, failure.kind().name().toLowerCase(Locale.ROOT));
            throw failure;
        } finally {
            span.end();
        }
    }
}
