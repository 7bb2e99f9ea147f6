package dev.interlock.replay.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field line. Each character stands for one byte (ISO 8859-1). */
public record Field(String name, String value) {
    /** Whether the field has this name. Names are case-insensitive. */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** Returns the first value of a field, or null. */
    public static @Nullable String first(List<Field> fields, String name) {
        for (Field field : fields) {
            if (field.isNamed(name)) {
                return field.value();
            }
        }
        return null;
    }
}
