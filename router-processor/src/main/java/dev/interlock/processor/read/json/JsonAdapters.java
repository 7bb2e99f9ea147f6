package dev.interlock.processor.read.json;

import com.google.auto.common.MoreElements;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Finds the adapters that avaje-jsonb generates, and their names. */
final class JsonAdapters {
    static final String JSON = "io.avaje.jsonb.Json";

    private JsonAdapters() {}

    /**
     * Whether a type has an adapter or will have one in a later round. If avaje-jsonb is not on the class path, no type
     * has an adapter.
     */
    static boolean exist(Scope scope, TypeElement type) {
        return scope.known().find(JSON).isPresent()
                && (isAsked(type)
                        || scope.jsonImports().contains(type.getQualifiedName().toString())
                        || JsonImports.isImportedByItsPackage(type)
                        || scope.known().find(name(type)).isPresent());
    }

    /** Whether the type itself requests an adapter with {@code @Json}. */
    static boolean isAsked(TypeElement type) {
        return Annotations.named(type, JSON).isPresent();
    }

    /** Returns the qualified name of a type's adapter. The adapter is in the package of the type. */
    static String name(TypeElement type) {
        String home = MoreElements.getPackage(type).getQualifiedName().toString();
        StringBuilder name = new StringBuilder(type.getSimpleName());
        for (Element e = type.getEnclosingElement(); e instanceof TypeElement; e = e.getEnclosingElement()) {
            name.insert(0, e.getSimpleName() + "$");
        }
        return (home.isEmpty() ? "" : home + ".") + name + "JsonAdapter";
    }
}
