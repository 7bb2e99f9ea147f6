package dev.interlock.processor.declaration;

import dev.interlock.processor.model.Parameter.Source;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Annotations that bind parameters to parts of a request. */
public enum Binding {
    PATH(RuntimeAnnotations.PATH, "a path variable", Source.PATH),
    QUERY(RuntimeAnnotations.QUERY, "a query parameter", Source.QUERY),
    HEADER(RuntimeAnnotations.HEADER, "a header", Source.HEADER),
    COOKIE(RuntimeAnnotations.COOKIE, "a cookie", Source.COOKIE),
    FORM(RuntimeAnnotations.FORM, "a form field", Source.FORM),
    PART(RuntimeAnnotations.PART, "a part", Source.PART),
    ATTRIBUTE(RuntimeAnnotations.ATTRIBUTE, "an attribute", null),
    BODY(RuntimeAnnotations.BODY, "the body", null),
    PARAMS(RuntimeAnnotations.PARAMS, "a record of parameters", null);

    private final String annotation;
    private final String description;
    private final @Nullable Source source;

    Binding(String annotation, String description, @Nullable Source source) {
        this.annotation = annotation;
        this.description = description;
        this.source = source;
    }

    /** Returns the simple name of the annotation. */
    public String annotation() {
        return annotation;
    }

    /** Returns a description of the bound part of the request, for messages. */
    public String description() {
        return description;
    }

    /** Returns the source of a parameter's text; empty if the annotation does not bind a parameter to text. */
    public Optional<Source> source() {
        return Optional.ofNullable(source);
    }

    /** Returns the annotation of this binding on an element; empty if the element does not carry it. */
    public Optional<AnnotationMirror> on(Element element) {
        return Annotations.find(element, annotation);
    }

    /** Whether a request can have several values with the same name. */
    public boolean repeats() {
        return this == QUERY || this == HEADER || this == FORM || this == PART;
    }
}
