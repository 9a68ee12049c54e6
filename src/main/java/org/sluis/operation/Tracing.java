package org.sluis.operation;

import io.micrometer.observation.ObservationFilter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Traces (W3C Trace Context): ids, codes and how long it took. A request goes on with the trace that its sender began; what
 * leaves for a recipient carries none, for one id at two recipients would tell them that they know the same child.
 */
@Configuration(proxyBeanMethods = false)
class Tracing {
    private static final String HEADER = "traceparent";

    /** The spans of our own work, beside those that Spring makes of a request. */
    @Bean
    Tracer tracer(OpenTelemetry telemetry) {
        return telemetry.getTracer("org.sluis");
    }

    /** Takes {@code traceparent}, whose form leaves no room for words; neither {@code tracestate} nor baggage, and gives nothing. */
    @Bean
    TextMapPropagator traceparentAlone() {
        return new TextMapPropagator() {
            @Override
            public Collection<String> fields() {
                return List.of(HEADER);
            }

            @Override
            public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
                // Deliberately nothing.
            }

            @Override
            public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
                return W3CTraceContextPropagator.getInstance().extract(context, carrier, new OneHeader<>(getter));
            }
        };
    }

    private record OneHeader<C>(TextMapGetter<C> all) implements TextMapGetter<C> {
        @Override
        public Iterable<String> keys(C carrier) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable C carrier, String key) {
            return key.equals(HEADER) ? all.get(carrier, key) : null;
        }
    }

    /** Addresses as they were asked for have ids of pupils in them; of a page its pattern stays. */
    @Bean
    ObservationFilter withoutAddresses() {
        return context -> {
            context.getHighCardinalityKeyValues().forEach(each -> context.removeHighCardinalityKeyValue(each.getKey()));
            return context;
        };
    }
}
