package dev.interlock.processor.testing.proto;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Merges several sequences in random order. The elements of each sequence keep their order. */
final class Interleaving<T> {
    private final Random random;

    Interleaving(Random random) {
        this.random = random;
    }

    List<T> of(Collection<List<T>> sequences) {
        List<Iterator<T>> open = new ArrayList<>();
        sequences.stream().filter(sequence -> !sequence.isEmpty()).forEach(sequence -> open.add(sequence.iterator()));
        List<T> mixed = new ArrayList<>();
        while (!open.isEmpty()) {
            int index = random.nextInt(open.size());
            mixed.add(open.get(index).next());
            if (!open.get(index).hasNext()) {
                open.remove(index);
            }
        }
        return mixed;
    }
}
