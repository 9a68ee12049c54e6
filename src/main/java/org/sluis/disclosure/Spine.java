package org.sluis.disclosure;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * The path of a message on this node since it started: how many are at which step now, how many went on from it and how many ended
 * there, and how long it takes. It counts and times, and sees nothing of a message.
 */
public final class Spine implements InterceptStrategy {
    private static final String ROUTE = "disclosure";
    private static final String BEAN = "bean:";
    private static final double MILLI = 1e6;

    private final Map<String, Counter> steps = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile @Nullable CamelContext context;

    /**
     * One step, in the order of the route.
     *
     * @param now how many are at it
     * @param passed how many went on
     * @param ended how many were refused there, or failed
     * @param mean milliseconds
     * @param longest milliseconds
     */
    public record Step(String name, long now, long passed, long ended, double mean, double longest) {}

    /** A way in or out that is a route of its own. @param scheme of where it begins, such as file or direct */
    public record Way(String id, String scheme, boolean started) {}

    private static final class Counter {
        private final LongAdder now = new LongAdder();
        private final LongAdder passed = new LongAdder();
        private final LongAdder ended = new LongAdder();
        private final LongAdder nanos = new LongAdder();
        private final LongAccumulator longest = new LongAccumulator(Long::max, 0);

        private void done(long took, boolean failed) {
            now.decrement();
            (failed ? ended : passed).increment();
            nanos.add(took);
            longest.accumulate(took);
        }

        private Step told(String name) {
            long went = passed.sum();
            long stayed = ended.sum();
            long all = went + stayed;
            return new Step(
                    name,
                    Math.max(0, now.sum()),
                    went,
                    stayed,
                    all == 0 ? 0 : nanos.sum() / MILLI / all,
                    longest.get() / MILLI);
        }
    }

    public List<Step> steps() {
        synchronized (steps) {
            return steps.entrySet().stream()
                    .map(step -> step.getValue().told(step.getKey()))
                    .toList();
        }
    }

    /** Every route but the path itself, by id; none before Camel has started. */
    public List<Way> ways() {
        CamelContext camel = context;
        if (camel == null) {
            return List.of();
        }
        return camel.getRoutes().stream()
                .filter(route -> !route.getRouteId().equals(ROUTE))
                .map(route -> new Way(
                        route.getRouteId(),
                        route.getEndpoint().getEndpointBaseUri().replaceFirst(":.*", ""),
                        camel.getRouteController()
                                .getRouteStatus(route.getRouteId())
                                .isStarted()))
                .sorted(Comparator.comparing(Way::id))
                .toList();
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext camel, NamedNode definition, Processor target, Processor next) {
        context = camel;
        if (!(definition instanceof ToDefinition to)
                || !to.getUri().startsWith(BEAN)
                || !ROUTE.equals(ProcessorDefinitionHelper.getRouteId((ProcessorDefinition<?>) definition))) {
            return target;
        }
        Counter counter = steps.computeIfAbsent(to.getUri().substring(BEAN.length()), name -> new Counter());
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                long began = System.nanoTime();
                counter.now.increment();
                return super.process(exchange, sync -> {
                    counter.done(System.nanoTime() - began, exchange.isFailed());
                    callback.done(sync);
                });
            }
        };
    }
}
