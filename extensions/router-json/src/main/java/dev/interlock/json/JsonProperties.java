package dev.interlock.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one type of object, and of its subtypes. A set of properties is stored in one or more words, with
 * one bit for each property. Immutable once its {@link JsonShapes} are complete.
 */
public final class JsonProperties {
    /** Result of {@link #find} for an unknown name, and of {@link #subtype} for an unknown subtype. */
    public static final int NONE = -1;

    private final List<Entry> entries = new ArrayList<>();
    private final Requirements requirements = new Requirements("");
    private final List<Requirements> subtypes = new ArrayList<>(0);
    private Type type = Object.class;
    private String expected = "an object";
    /** Name of the property whose value names the subtype. Null if there are no subtypes. */
    private @Nullable String subtypeProperty;

    private boolean open;
    private boolean ignoresCase;
    /** Number of words that a set of properties needs. */
    private int words = 1;

    JsonProperties() {}

    /** A name of a property. A property may have several names. */
    private static final class Entry {
        final String name;
        /** Main name of the property. It differs from {@link #name} if {@link #name} is an alias. */
        final String ownName;

        final String lowered;
        final byte[] bytes;
        final int slot;
        JsonShape shape;
        boolean secret;

        Entry(String name, String ownName, int slot, JsonShape shape) {
            this.name = name;
            this.ownName = ownName;
            this.lowered = lowered(name);
            this.bytes = name.getBytes(UTF_8);
            this.slot = slot;
            this.shape = shape;
        }
    }

    /** The required properties of one type of object. */
    private static final class Requirements {
        final String name;
        /** Shape of each property, by slot. Null if the subtype does not have the property. Used only for subtypes. */
        private @Nullable JsonShape[] shapes = {};

        long[] words = {};

        Requirements(String name) {
            this.name = name;
        }

        void put(int slot, JsonShape shape) {
            shapes = Arrays.copyOf(shapes, Math.max(shapes.length, slot + 1));
            shapes[slot] = shape;
        }

        void require(int slot) {
            int word = slot / Long.SIZE;
            words = Arrays.copyOf(words, Math.max(words.length, word + 1));
            words[word] |= 1L << slot;
        }

        boolean isRequired(int slot) {
            return (word(slot / Long.SIZE) & 1L << slot) != 0;
        }

        void release(int slot) {
            words[slot / Long.SIZE] &= ~(1L << slot);
        }

        long word(int number) {
            return number < words.length ? words[number] : 0;
        }

        private @Nullable JsonShape shape(int slot) {
            return slot < shapes.length ? shapes[slot] : null;
        }
    }

    void add(String name, JsonShape shape, boolean isRequired) {
        int slot = slots();
        words = 1 + slot / Long.SIZE;
        if (subtypes.isEmpty()) {
            entries.add(new Entry(name, name, slot, shape));
            if (isRequired) {
                requirements.require(slot);
            }
            return;
        }
        // Allows null for now, because the property may come before the name of the subtype. The subtype decides
        // whether null is allowed.
        JsonShape nullable = shape.orNull();
        int known = find(name);
        if (known == NONE) {
            entries.add(new Entry(name, name, slot, nullable));
        } else {
            Entry entry = entries.remove(known);
            slot = entry.slot;
            entry.shape = entry.shape.matches(nullable) ? entry.shape : JsonShape.ANY;
            entries.add(entry);
        }
        Requirements subtype = subtypes.get(subtypes.size() - 1);
        subtype.put(slot, nullable);
        if (isRequired) {
            subtype.require(slot);
        }
    }

    private int slots() {
        return entries.stream().mapToInt(it -> it.slot + 1).max().orElse(0);
    }

    void addAlias(String name) {
        Entry last = entries.get(entries.size() - 1);
        int known = find(name);
        if (known == NONE || entries.get(known).slot != last.slot) {
            entries.add(new Entry(name, last.ownName, last.slot, last.shape));
        }
    }

    /** Marks the property that was declared last as a secret, including its aliases so far. */
    void markSecret() {
        int slot = entries.get(entries.size() - 1).slot;
        entries.stream().filter(entry -> entry.slot == slot).forEach(entry -> entry.secret = true);
    }

    void declare(Type declared) {
        type = declared;
    }

    void declareSubtypes(String property, String wanted) {
        subtypeProperty = property;
        expected = wanted;
        open = true;
        entries.add(new Entry(property, property, 0, JsonShape.SUBTYPE_NAME));
    }

    void addSubtype(String name) {
        subtypes.add(new Requirements(name));
    }

    void markOpen() {
        open = true;
    }

    void ignoreCase() {
        ignoresCase = true;
    }

    /** Whether no properties were declared. In this case, the properties are unknown. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether objects may have properties that were not declared. */
    public boolean isOpen() {
        return open;
    }

    /** Whether there are subtypes. One property then names the subtype of the object. */
    public boolean hasSubtypes() {
        return subtypeProperty != null;
    }

    /** Returns the number of the subtype, or {@link #NONE}. */
    public int subtype(String name) {
        for (int i = 0; i < subtypes.size(); i++) {
            if (subtypes.get(i).name.equals(name)) {
                return i;
            }
        }
        return NONE;
    }

    /** Returns the description for clients. */
    String expected() {
        return expected;
    }

    /**
     * Returns the index of the name that the scanner has read last. Returns {@link #NONE} for an unknown name.
     *
     * @param from index to try first, at most the number of names; best is the index after the previous name, because
     *     most clients send names in order
     */
    public int find(JsonScanner scanner, int from) {
        if (scanner.isNameEscaped()) {
            return find(scanner.name());
        }
        int found = find(scanner, from, entries.size());
        if (found == NONE) {
            found = find(scanner, 0, from);
        }
        return found == NONE && ignoresCase ? find(scanner.name()) : found;
    }

    private int find(JsonScanner scanner, int from, int to) {
        int start = scanner.nameStart();
        int end = scanner.nameEnd();
        for (int i = from; i < to; i++) {
            byte[] bytes = entries.get(i).bytes;
            if (Arrays.equals(scanner.bytes(), start, end, bytes, 0, bytes.length)) {
                return i;
            }
        }
        return NONE;
    }

    private int find(String name) {
        String lowered = ignoresCase ? lowered(name) : name;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (ignoresCase ? entry.lowered.equals(lowered) : entry.name.equals(name)) {
                return i;
            }
        }
        return NONE;
    }

    private static String lowered(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Returns the name as adapters compare it: in lower case if case does not matter. */
    public String comparedName(int index) {
        return ignoresCase ? entries.get(index).lowered : entries.get(index).name;
    }

    /** Returns the main name of the property, even if the index belongs to an alias. */
    public String ownName(int index) {
        return entries.get(index).ownName;
    }

    public JsonShape shape(int index) {
        return entries.get(index).shape;
    }

    /**
     * Returns the shape of a property in a subtype.
     *
     * @param subtype number of the subtype, or {@link #NONE} if the subtype is not known yet
     */
    public JsonShape shape(int index, int subtype) {
        Entry entry = entries.get(index);
        JsonShape own = subtype == NONE ? null : subtypes.get(subtype).shape(entry.slot);
        return own == null ? entry.shape : own;
    }

    /**
     * Whether the value of the property is a secret. Problems never repeat secrets. The mark does not depend on the
     * name of the property.
     */
    public boolean isSecret(int index) {
        return entries.get(index).secret;
    }

    /** Returns the bit number of the property, even if the index belongs to an alias. */
    public int slot(int index) {
        return entries.get(index).slot;
    }

    /** Returns the number of words that a set of properties needs. */
    public int words() {
        return words;
    }

    /**
     * Returns one word of the set of required properties.
     *
     * @param subtype number of the subtype, or {@link #NONE}
     * @param word number of the word
     */
    public long required(int subtype, int word) {
        return (subtype == NONE ? requirements : subtypes.get(subtype)).word(word);
    }

    /**
     * Returns the first index that belongs to a property in the set.
     *
     * @param word number of the word
     * @param bits bits of the set in this word
     */
    public int first(int word, long bits) {
        int slot = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
        int index = 0;
        while (entries.get(index).slot != slot) {
            index++;
        }
        return index;
    }

    /**
     * Makes properties optional whose names the reader of the type does not know. The reader uses other names for them.
     */
    void releaseUnknown(KnownProperties known) {
        for (Entry entry : entries) {
            release(requirements, entry, known);
            subtypes.forEach(subtype -> release(subtype, entry, known));
        }
    }

    private void release(Requirements owner, Entry entry, KnownProperties known) {
        if (owner.isRequired(entry.slot) && !known.contain(type, subtypeProperty, owner.name, entry.name)) {
            owner.release(entry.slot);
        }
    }
}
