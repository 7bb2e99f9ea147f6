package dev.interlock.json;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reports which properties the readers of objects know. */
@FunctionalInterface
public interface KnownProperties {
    /**
     * Whether the reader of a type knows a property.
     *
     * @param subtypeProperty name of the property that names the subtype; null if there are no subtypes
     * @param subtype name of the subtype that has the property
     */
    boolean contain(Type type, @Nullable String subtypeProperty, String subtype, String property);
}
