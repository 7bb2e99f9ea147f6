package dev.interlock.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@code multipart/form-data} body whose {@link FieldNames} were asked for, in the order in which they
 * stand in it. A name is given by its index. Parts have bytes of their own and stay valid after the request.
 */
public final class Parts {
    private final FieldNames names;
    private final List<List<BodyPart>> parts;

    Parts(FieldNames names) {
        this.names = names;
        parts = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            parts.add(new ArrayList<>(1));
        }
    }

    void add(int name, BodyPart part) {
        parts.get(name).add(part);
    }

    boolean areFor(FieldNames wanted) {
        return names == wanted;
    }

    /** The first part with the name, or null if there is none. */
    public @Nullable BodyPart first(int name) {
        List<BodyPart> all = parts.get(Objects.checkIndex(name, names.size()));
        return all.isEmpty() ? null : all.get(0);
    }

    /** All parts with the name; empty if there is none. */
    public List<BodyPart> all(int name) {
        return List.copyOf(parts.get(Objects.checkIndex(name, names.size())));
    }

    /** The contents of the parts, to be converted as those of a form. */
    public Fields contents() {
        Fields fields = new Fields();
        fields.begin(names);
        for (int name = 0; name < names.size(); name++) {
            for (BodyPart part : parts.get(name)) {
                int from = part.content().offset();
                fields.add(
                        name,
                        part.content().array(),
                        from,
                        from + part.content().length());
            }
        }
        return fields.filled();
    }
}
