package dev.interlock.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/** The properties of one type of object. Immutable once its {@link JsonShapes} are complete. */
public final class JsonProperties {
    /** One word distinguishes this many properties. */
    public static final int MAX = 64;

    /** {@link #find} of a name that no property has. */
    public static final int NONE = -1;

    private final List<Entry> entries = new ArrayList<>();
    private Type type = Object.class;
    private long required;

    JsonProperties() {}

    /** One name of a property. */
    private static final class Entry {
        final String name;
        /** Name of the property whose alias this is, or this name. */
        final String ownName;

        final byte[] bytes;
        final int slot;
        final JsonShape shape;
        boolean secret;

        Entry(String name, String ownName, int slot, JsonShape shape) {
            this.name = name;
            this.ownName = ownName;
            this.bytes = name.getBytes(UTF_8);
            this.slot = slot;
            this.shape = shape;
        }
    }

    void add(String name, JsonShape shape, boolean isRequired) {
        int slot = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).slot + 1;
        if (slot >= MAX) {
            throw new IllegalArgumentException(type + " has more than " + MAX + " properties");
        }
        entries.add(new Entry(name, name, slot, shape));
        required |= isRequired ? 1L << slot : 0;
    }

    void addAlias(String name) {
        Entry last = entries.get(entries.size() - 1);
        entries.add(new Entry(name, last.ownName, last.slot, last.shape));
    }

    /** Marks the property that was declared last, by each of its names so far. */
    void markSecret() {
        int slot = entries.get(entries.size() - 1).slot;
        entries.stream().filter(entry -> entry.slot == slot).forEach(entry -> entry.secret = true);
    }

    void declare(Type declared) {
        type = declared;
    }

    /** Whether nothing was declared, so that nothing is known. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Index of the name that the scanner has read.
     *
     * @param from index after the previous name's, as most clients keep to one order
     */
    public int find(JsonScanner scanner, int from) {
        if (scanner.isNameEscaped()) {
            return find(scanner.name());
        }
        int start = scanner.nameStart();
        int end = scanner.nameEnd();
        for (int i = 0; i < entries.size(); i++) {
            int index = (from + i) % entries.size();
            byte[] bytes = entries.get(index).bytes;
            if (Arrays.equals(scanner.bytes(), start, end, bytes, 0, bytes.length)) {
                return index;
            }
        }
        return NONE;
    }

    private int find(String name) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name.equals(name)) {
                return i;
            }
        }
        return NONE;
    }

    public String name(int index) {
        return entries.get(index).name;
    }

    /** Name of the property, whichever of its names the index is of. */
    public String ownName(int index) {
        return entries.get(index).ownName;
    }

    public JsonShape shape(int index) {
        return entries.get(index).shape;
    }

    /** Whether no problem repeats the value, whatever the name. */
    public boolean isSecret(int index) {
        return entries.get(index).secret;
    }

    /** The bit that stands for a property, whichever of its names the index is of. */
    public long bit(int index) {
        return 1L << entries.get(index).slot;
    }

    /** The bits of the properties that must be there. */
    public long required() {
        return required;
    }

    /** The first index whose bit is in the set. */
    public int first(long bits) {
        int slot = Long.numberOfTrailingZeros(bits);
        int index = 0;
        while (entries.get(index).slot != slot) {
            index++;
        }
        return index;
    }

    /** Lets properties be missing whose names the reader of the type does not know: they are called otherwise. */
    void require(BiPredicate<Type, String> known) {
        for (Entry entry : entries) {
            if (!known.test(type, entry.name)) {
                required &= ~(1L << entry.slot);
            }
        }
    }
}
