package dev.interlock.processor.declaration;

import dev.interlock.processor.model.Parameter.Source;
import dev.interlock.processor.source.Annotations;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The annotations that say what a parameter is bound to. */
public enum Binding {
    PATH("Path", "a path variable", Source.PATH),
    QUERY("Query", "a query parameter", Source.QUERY),
    HEADER("Header", "a header", Source.HEADER),
    COOKIE("Cookie", "a cookie", Source.COOKIE),
    FORM("Form", "a form field", Source.FORM),
    PART("Part", "a part", Source.PART),
    ATTRIBUTE("Attribute", "an attribute", null),
    BODY("Body", "the body", null),
    PARAMS("Params", "a record of parameters", null);

    private final String annotation;
    private final String description;
    private final @Nullable Source source;

    Binding(String annotation, String description, @Nullable Source source) {
        this.annotation = annotation;
        this.description = description;
        this.source = source;
    }

    /** Simple name of the annotation. */
    public String annotation() {
        return annotation;
    }

    /** What a parameter is bound to, for messages. */
    public String description() {
        return description;
    }

    /** Where its text stands; empty for what is no text. */
    public Optional<Source> source() {
        return Optional.ofNullable(source);
    }

    /** The annotation on an element. */
    public Optional<AnnotationMirror> on(Element element) {
        return Annotations.find(element, annotation);
    }

    /** Whether there can be several values of one name. */
    public boolean repeats() {
        return this == QUERY || this == HEADER || this == FORM || this == PART;
    }
}
