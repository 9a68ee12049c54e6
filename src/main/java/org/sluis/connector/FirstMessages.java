package org.sluis.connector;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * Holds the first messages that a mapping writes as FHIR against base R4 before anything leaves, so that a mapping that was
 * changed is found out here and not at a recipient. Only what is right counts: once as many were as are set, a message
 * costs one look at a counter. Counted for each mapping file by its digest, on each node, from its start.
 */
public final class FirstMessages {
    private static final Logger LOG = LoggerFactory.getLogger(FirstMessages.class);
    private static final Object MAKING = new Object();
    /** Tens of megabytes of definitions, the same for every gateway of a process; gone when memory is short and nobody checks. */
    private static SoftReference<FhirCheck> shared = new SoftReference<>(null);

    private final int count;
    private final Map<String, AtomicInteger> right = new ConcurrentHashMap<>();

    /** @param count how many of each mapping; 0 for none */
    public FirstMessages(int count) {
        if (count < 0) {
            throw new IllegalArgumentException(
                    "sluis.connectors.validate-first: " + count + " is no number of messages");
        }
        this.count = count;
    }

    /**
     * Checks it, if it is one of the first of its mapping.
     *
     * @param connector that wrote it
     * @throws Refused with {@link Reason#RECIPIENT_PROFILE_NOT_MET} and places in what would have gone, never a value
     */
    public void check(String connector, Rendered rendered) {
        if (!FhirCheck.isR4(rendered.contentType())) {
            return;
        }
        AtomicInteger so = right.computeIfAbsent(rendered.mappingDigest(), digest -> new AtomicInteger());
        if (so.get() >= count) {
            return;
        }
        List<String> wrong = fhir().wrong(rendered.bytes()).stream()
                .map(FhirCheck.Wrong::toString)
                .distinct()
                .toList();
        if (wrong.isEmpty()) {
            so.incrementAndGet();
            return;
        }
        LOG.warn(
                "connector {}, mapping {}: what it wrote is not FHIR R4 at {}; nothing was sent",
                connector,
                rendered.mappingDigest(),
                wrong);
        throw new Refused(Reason.RECIPIENT_PROFILE_NOT_MET, wrong, Set.of());
    }

    private static FhirCheck fhir() {
        synchronized (MAKING) {
            @Nullable FhirCheck check = shared.get();
            if (check == null) {
                check = new FhirCheck();
                shared = new SoftReference<>(check);
            }
            return check;
        }
    }
}
