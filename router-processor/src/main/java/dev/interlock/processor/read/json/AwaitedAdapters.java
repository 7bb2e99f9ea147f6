package dev.interlock.processor.read.json;

import dev.interlock.processor.model.Application;
import dev.interlock.processor.report.JsonMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * Collects the JSON types whose adapters another processor must generate. An adapter is known to be missing only after
 * the last round.
 */
public final class AwaitedAdapters {
    private final Set<String> types = new TreeSet<>();

    /** Adds the types that an application reads or writes as JSON, if they request an adapter. */
    public void add(Application application) {
        application.json().forEach(json -> add(json.type()));
    }

    private void add(TypeMirror type) {
        if (type instanceof ArrayType array) {
            add(array.getComponentType());
        } else if (type instanceof DeclaredType declared) {
            if (JsonAdapters.isAsked((TypeElement) declared.asElement())) {
                types.add(Classes.nameOf(type));
            }
            declared.getTypeArguments().forEach(this::add);
        }
    }

    /** Reports the types without an adapter. Call this method after the last round. */
    public void reportMissing(Elements elements, Problems problems) {
        types.stream()
                .map(elements::getTypeElement)
                .filter(type -> elements.getTypeElement(JsonAdapters.name(type)) == null)
                .forEach(type -> problems.add(
                        JsonMessage.NO_GENERATED_ADAPTER,
                        Place.of(
                                type, Annotations.named(type, JsonAdapters.JSON).orElseThrow()),
                        Place.describe(type)));
    }
}
