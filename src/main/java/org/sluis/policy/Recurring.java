package org.sluis.policy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the same bytes were read as before: a table of fixed size, in each place of which the newest stands. The values
 * are shared, so they never change. Not for several threads.
 */
final class Recurring<T> {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PLACES = 1 << 12;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Function<byte[], T> read;
    private final Object[] places = new Object[PLACES];

    private record Known<T>(byte[] bytes, T value) {}

    /** @param read reads the bytes; pure */
    Recurring(Function<byte[], T> read) {
        this.read = read;
    }

    /** What the bytes from one place until another are read as. */
    T of(byte[] all, int from, int until) {
        int place = place(all, from, until);
        @SuppressWarnings("unchecked")
        @Nullable
        Known<T> known = (Known<T>) places[place];
        if (known == null || !Arrays.equals(known.bytes(), 0, known.bytes().length, all, from, until)) {
            byte[] bytes = Arrays.copyOfRange(all, from, until);
            known = new Known<>(bytes, read.apply(bytes));
            places[place] = known;
        }
        return known.value();
    }

    private static int place(byte[] all, int from, int until) {
        long mixed = until - from;
        int at = from;
        for (; at + Long.BYTES <= until; at += Long.BYTES) {
            mixed = (mixed ^ (long) LONGS.get(all, at)) * MIX;
            mixed ^= mixed >>> 29;
        }
        for (; at < until; at++) {
            mixed = (mixed ^ all[at]) * MIX;
        }
        return (int) (mixed >>> 40) & (PLACES - 1);
    }
}
