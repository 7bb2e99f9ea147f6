package dev.interlock.generated.proto;

import dev.interlock.proto.Entries;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries of a copied map. Finds an entry by its key. */
final class CopiedEntries<E> implements Entries<E> {
    private final MapKeys keys;
    private final Map<Object, E> byKey;
    private final List<E> all;

    CopiedEntries(MapKeys keys, Map<Object, E> byKey) {
        this.keys = keys;
        this.byKey = byKey;
        this.all = List.copyOf(byKey.values());
    }

    @Override
    public int size() {
        return all.size();
    }

    @Override
    public E get(int index) {
        return all.get(index);
    }

    @Override
    public Iterator<E> iterator() {
        return all.iterator();
    }

    @Override
    public @Nullable E find(CharSequence key) {
        keys.require(MapKeys.TEXT);
        return byKey.get(key.toString());
    }

    @Override
    public @Nullable E find(long key) {
        keys.require(MapKeys.INTEGER);
        return byKey.get(key);
    }

    @Override
    public @Nullable E find(boolean key) {
        keys.require(MapKeys.BOOLEAN);
        return byKey.get(key);
    }

    /** Whether both maps have the same entries, in any order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CopiedEntries<?> that && byKey.equals(that.byKey);
    }

    @Override
    public int hashCode() {
        return byKey.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
