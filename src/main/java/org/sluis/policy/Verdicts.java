package org.sluis.policy;

import java.util.AbstractMap;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.TextSet;

/**
 * Verdicts by element id in alphabetical order, immutable. What passes is decided where they are made, a bit for each
 * element; a decision is made for every message and again for every send, and the rule and the reason of each are written
 * out for whoever reads them.
 */
final class Verdicts extends AbstractMap<String, Decision.Verdict> implements SortedMap<String, Decision.Verdict> {
    private final Release release;
    private final Coverage coverage;
    private final TextSet present;
    private final long[] passing;
    private final long passingIssued;
    private volatile @Nullable SortedMap<String, Decision.Verdict> written;

    /**
     * @param present what the message holds
     * @param passing a bit for each of that which passes, in its order; handed over
     * @param passingIssued the same of what Sluis would issue
     */
    Verdicts(Release release, Coverage coverage, TextSet present, long[] passing, long passingIssued) {
        this.release = release;
        this.coverage = coverage;
        this.present = present;
        this.passing = passing;
        this.passingIssued = passingIssued;
    }

    /** Whether anything passes but what Sluis itself issues. */
    boolean releases() {
        for (long bits : passing) {
            if (bits != 0) {
                return true;
            }
        }
        return false;
    }

    private SortedMap<String, Decision.Verdict> written() {
        SortedMap<String, Decision.Verdict> all = written;
        if (all == null) {
            all = release.written(coverage, present, passing, passingIssued);
            written = all;
        }
        return all;
    }

    @Override
    public Set<Entry<String, Decision.Verdict>> entrySet() {
        return written().entrySet();
    }

    @Override
    public Decision.@Nullable Verdict get(@Nullable Object key) {
        return written().get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return written().containsKey(key);
    }

    @Override
    @SuppressWarnings("NullAway") // the contract of SortedMap: null is the natural order
    public Comparator<? super String> comparator() {
        return null;
    }

    @Override
    public SortedMap<String, Decision.Verdict> subMap(String from, String to) {
        return written().subMap(from, to);
    }

    @Override
    public SortedMap<String, Decision.Verdict> headMap(String to) {
        return written().headMap(to);
    }

    @Override
    public SortedMap<String, Decision.Verdict> tailMap(String from) {
        return written().tailMap(from);
    }

    @Override
    public String firstKey() {
        return written().firstKey();
    }

    @Override
    public String lastKey() {
        return written().lastKey();
    }
}
