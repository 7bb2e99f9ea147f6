package dev.interlock.processor.read.json;

import com.google.auto.common.AnnotationValues;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Accessors;
import dev.interlock.processor.source.Annotations;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * The annotations of avaje-jsonb, and {@code @Secret}, of a property. For a component of a record, the annotations of
 * avaje-jsonb are on its field and accessor, because they cannot be on the component.
 */
record JsonComponent(List<? extends Element> carriers) {
    static JsonComponent of(TypeElement record, RecordComponentElement component) {
        Stream<? extends Element> fields = record.getEnclosedElements().stream()
                .filter(member ->
                        member.getKind().isField() && member.getSimpleName().equals(component.getSimpleName()));
        return new JsonComponent(Stream.concat(Stream.of(component, Accessors.of(component)), fields)
                .toList());
    }

    /**
     * Returns the elements that may carry annotations of Jackson for a component. They include the parameters of
     * constructors.
     */
    static Stream<Element> withParameters(TypeElement record, RecordComponentElement component) {
        int index = record.getRecordComponents().indexOf(component);
        int count = record.getRecordComponents().size();
        Stream<Element> parameters = ElementFilter.constructorsIn(record.getEnclosedElements()).stream()
                .filter(constructor -> constructor.getParameters().size() == count)
                .map(constructor -> constructor.getParameters().get(index));
        return Stream.concat(of(record, component).carriers().stream(), parameters);
    }

    /** Returns the JSON name of a component. */
    static String propertyName(TypeElement record, RecordComponentElement component) {
        return of(record, component).propertyName(component, JsonNaming.convention(record));
    }

    /**
     * Returns the JSON name of a component or field.
     *
     * @param convention name of the constant of {@code Json.Naming}
     */
    String propertyName(Element component, String convention) {
        return name().orElseGet(() -> JsonNaming.name(component.getSimpleName().toString(), convention));
    }

    private Optional<AnnotationMirror> find(String simpleName) {
        return carriers.stream()
                .flatMap(carrier -> Annotations.named(carrier, JsonAdapters.JSON + "." + simpleName).stream())
                .findFirst();
    }

    /** Returns the name in {@code @Json.Property}; empty without the annotation. */
    Optional<String> name() {
        return find("Property").map(it -> Annotations.text(it, "value"));
    }

    List<String> aliases() {
        return find("Alias").stream()
                .flatMap(it -> Annotations.list(it, "value").stream())
                .map(AnnotationValues::getString)
                .toList();
    }

    /** Whether the value of the component must not appear in problem responses. */
    boolean isSecret() {
        return carriers.stream().anyMatch(carrier -> Annotations.has(carrier, RuntimeAnnotations.SECRET));
    }

    /** Whether the component is a map that receives all properties without a component. */
    boolean isUnmapped() {
        return find("Unmapped").isPresent();
    }

    boolean isIgnored() {
        return find("Ignore").isPresent();
    }

    /** Whether an annotation determines the JSON of the component, instead of its type. */
    boolean isCustom() {
        return find("Raw").isPresent() || find("Serializer").isPresent();
    }
}
