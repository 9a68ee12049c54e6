package org.sluis.bench.decide;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;

/** The bytes that a decision allocates. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 20;

    private Allocation() {}

    /** @param policies how many are loaded */
    static long bytes(int policies) {
        DecisionPoint point = Problem.point(policies);
        DecisionInput[] cases = Cases.random(Problem.CASES, DecideBench.SEED, point);
        int rows = 0;
        for (int round = 0; round < WARM_UP; round++) {
            rows += ask(point, cases);
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < ROUNDS; round++) {
            rows += ask(point, cases);
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (rows == 0) {
            throw new IllegalStateException("nothing was decided");
        }
        return bytes / ROUNDS / cases.length;
    }

    private static int ask(DecisionPoint point, DecisionInput[] cases) {
        int rows = 0;
        for (DecisionInput each : cases) {
            rows += point.decide(each).rows().size();
        }
        return rows;
    }
}
