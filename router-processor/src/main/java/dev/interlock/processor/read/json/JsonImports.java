package dev.interlock.processor.read.json;

import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import dev.interlock.processor.declaration.ApplicationAnnotation;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Finds the types that {@code @Json.Import} names. avaje-jsonb generates adapters for these types, even if the types
 * themselves do not request them. The annotation may be on any element. The processor reads it only on an application,
 * its controllers and their packages. As a result, changes to other elements do not change the router.
 */
public final class JsonImports {
    private static final String IMPORT = "io.avaje.jsonb.Json.Import";
    private static final String IMPORTS = "io.avaje.jsonb.Json.Import.Imports";

    private JsonImports() {}

    /**
     * Returns the qualified names of the types that an application imports. The imports are on the application, its
     * controllers and their packages.
     */
    public static Set<String> of(TypeElement root) {
        Set<String> names = new TreeSet<>();
        Stream.concat(Stream.of(root), ApplicationAnnotation.listedControllers(root).stream())
                .flatMap(type -> Stream.of(type, MoreElements.getPackage(type)))
                .forEach(element -> add(element, names));
        return names;
    }

    /** Whether the package of a type imports the type. */
    static boolean isImportedByItsPackage(TypeElement type) {
        Set<String> names = new TreeSet<>();
        add(MoreElements.getPackage(type), names);
        return names.contains(type.getQualifiedName().toString());
    }

    private static void add(Element element, Set<String> names) {
        element.getAnnotationMirrors().forEach(annotation -> add(annotation, names));
    }

    private static void add(AnnotationMirror annotation, Set<String> names) {
        String type = Annotations.qualifiedName(annotation);
        if (type.equals(IMPORTS)) {
            Annotations.list(annotation, "value").forEach(it -> add(AnnotationValues.getAnnotationMirror(it), names));
        } else if (type.equals(IMPORT)) {
            for (AnnotationValue value : Annotations.list(annotation, "value")) {
                names.add(Classes.nameOf(AnnotationValues.getTypeMirror(value)));
            }
        }
    }
}
