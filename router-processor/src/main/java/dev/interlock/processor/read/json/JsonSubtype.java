package dev.interlock.processor.read.json;

import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/**
 * One of several subtypes of a type. A property of the JSON names the subtype.
 *
 * @param name value of this property for the subtype
 */
record JsonSubtype(String name, TypeElement type) {
    private static final String SUBTYPE = JsonAdapters.JSON + ".SubType";
    private static final String SUBTYPES = JsonAdapters.JSON + ".SubTypes";
    private static final String DEFAULT_PROPERTY = "@type";

    /** Returns the subtypes that annotations of a type list; empty if there are none. */
    static List<JsonSubtype> of(TypeElement type) {
        List<JsonSubtype> all = new ArrayList<>();
        for (AnnotationMirror annotation : type.getAnnotationMirrors()) {
            String name = Annotations.qualifiedName(annotation);
            if (name.equals(SUBTYPE)) {
                all.add(subtype(annotation));
            } else if (name.equals(SUBTYPES)) {
                Annotations.list(annotation, "value")
                        .forEach(it -> all.add(subtype(AnnotationValues.getAnnotationMirror(it))));
            }
        }
        return all;
    }

    private static JsonSubtype subtype(AnnotationMirror annotation) {
        TypeElement type = Classes.of(AnnotationValues.getTypeMirror(Annotations.value(annotation, "type")))
                .orElseThrow();
        String given = Annotations.text(annotation, "name");
        return new JsonSubtype(given.isEmpty() ? standardName(type) : given, type);
    }

    private static String standardName(TypeElement type) {
        String home = MoreElements.getPackage(type).getQualifiedName().toString();
        String whole = type.getQualifiedName().toString();
        return home.isEmpty() ? whole : whole.substring(home.length() + 1);
    }

    /** Returns the name of the property that contains the name of the subtype. */
    static String property(TypeElement type) {
        return Annotations.named(type, JsonAdapters.JSON)
                .map(json -> Annotations.text(json, "typeProperty"))
                .orElse(DEFAULT_PROPERTY);
    }
}
