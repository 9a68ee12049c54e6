package org.sluis.bench.decide;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;

/** The three, each asked the same cases in turn. What JMH runs; {@link DecideBench} says when. */
public class Engines {
    /** The cases, and who is to answer them; each is made in the process that is measured. */
    @State(Scope.Thread)
    public static class Asked {
        private DecisionPoint point;
        private PlainJava plain;
        private Xacml xacml;
        private DecisionInput[] cases;
        private int next;

        @Setup
        public void load() {
            point = Problem.point(1);
            plain = new PlainJava(Problem.dictionary());
            xacml = new Xacml(Problem.dictionary());
            cases = Cases.random(Problem.CASES, DecideBench.SEED, point);
        }

        DecisionInput one() {
            next = next + 1 == cases.length ? 0 : next + 1;
            return cases[next];
        }
    }

    @Benchmark
    public Decision sluis(Asked asked) {
        return asked.point.decide(asked.one());
    }

    /** With rule and reason of every element written out, which a decision alone is not asked for. */
    @Benchmark
    public Object explained(Asked asked) {
        return asked.point.decide(asked.one()).elements().entrySet();
    }

    @Benchmark
    public Object plain(Asked asked) {
        return asked.plain.decide(asked.one());
    }

    @Benchmark
    public Object authzforce(Asked asked) {
        return asked.xacml.decide(asked.one());
    }
}
