package org.sluis.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

/** A sorted set like any other: {@link TreeSet} says what it should be. */
class TextSetTest {

    @Property(tries = 500)
    void itIsASortedSetLikeAnyOther(
            @ForAll List<@AlphaChars @StringLength(max = 2) String> texts,
            @ForAll @AlphaChars @StringLength(max = 2) String from,
            @ForAll @AlphaChars @StringLength(max = 2) String to) {
        TreeSet<String> tree = new TreeSet<>(texts);
        TextSet set = TextSet.of(texts);
        assertThat((SortedSet<String>) set).isEqualTo(tree).hasSameHashCodeAs(tree);
        assertThat(List.copyOf(set)).isEqualTo(List.copyOf(tree));
        assertThat(set.contains(from)).isEqualTo(tree.contains(from));
        assertThat((SortedSet<String>) set.headSet(from)).isEqualTo(tree.headSet(from));
        assertThat((SortedSet<String>) set.tailSet(from)).isEqualTo(tree.tailSet(from));
        if (from.compareTo(to) <= 0) {
            assertThat((SortedSet<String>) set.subSet(from, to)).isEqualTo(tree.subSet(from, to));
        }
        if (tree.isEmpty()) {
            assertThatThrownBy(set::first).isInstanceOf(NoSuchElementException.class);
        } else {
            assertThat(set.first()).isEqualTo(tree.first());
            assertThat(set.last()).isEqualTo(tree.last());
            assertThat(set.get(set.size() - 1)).isEqualTo(tree.last());
        }
        assertThat(TextSet.of(set)).isSameAs(set);
        assertThatThrownBy(() -> set.add("x")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Property(tries = 100)
    void anotherOrderIsPutInThisOne(@ForAll List<@AlphaChars @StringLength(max = 3) String> texts) {
        TreeSet<String> backwards = new TreeSet<>(java.util.Comparator.<String>reverseOrder());
        backwards.addAll(texts);
        assertThat(List.copyOf(TextSet.of(backwards))).isEqualTo(List.copyOf(new TreeSet<>(texts)));
    }
}
