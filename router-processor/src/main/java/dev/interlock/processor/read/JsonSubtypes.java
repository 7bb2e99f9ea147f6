package dev.interlock.processor.read;

import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/** The types that a property of their JSON tells from each other. */
final class JsonSubtypes {
    private static final String SUBTYPE = JsonAdapters.JSON + ".SubType";
    private static final String SUBTYPES = JsonAdapters.JSON + ".SubTypes";
    private static final String DEFAULT_PROPERTY = "@type";

    private JsonSubtypes() {}

    /** The values of the property. */
    static List<String> of(TypeElement type) {
        List<String> names = new ArrayList<>();
        for (AnnotationMirror annotation : type.getAnnotationMirrors()) {
            String name = Annotations.qualifiedName(annotation);
            if (name.equals(SUBTYPE)) {
                names.add(name(annotation));
            } else if (name.equals(SUBTYPES)) {
                Annotations.list(annotation, "value")
                        .forEach(it -> names.add(name(AnnotationValues.getAnnotationMirror(it))));
            }
        }
        return names;
    }

    private static String name(AnnotationMirror subtype) {
        String given = Annotations.text(subtype, "name");
        if (!given.isEmpty()) {
            return given;
        }
        TypeElement type = Scope.classOf(AnnotationValues.getTypeMirror(Annotations.value(subtype, "type")))
                .orElseThrow();
        String home = MoreElements.getPackage(type).getQualifiedName().toString();
        String whole = type.getQualifiedName().toString();
        return home.isEmpty() ? whole : whole.substring(home.length() + 1);
    }

    /** The name of the property. */
    static String property(TypeElement type) {
        return Annotations.named(type, JsonAdapters.JSON)
                .map(json -> Annotations.text(json, "typeProperty"))
                .orElse(DEFAULT_PROPERTY);
    }
}
