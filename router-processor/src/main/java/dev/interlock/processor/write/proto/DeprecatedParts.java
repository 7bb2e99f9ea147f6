package dev.interlock.processor.write.proto;

import dev.interlock.processor.model.proto.EnumConstants;
import dev.interlock.processor.model.proto.MessageView;
import dev.interlock.processor.model.proto.MessageWriter;
import dev.interlock.processor.model.proto.MessageWriter.Begin;
import dev.interlock.processor.model.proto.MessageWriter.Entry;
import dev.interlock.processor.model.proto.MessageWriter.Mutator;
import dev.interlock.processor.model.proto.MessageWriter.Value;
import dev.interlock.processor.model.proto.MessageWriter.Values;
import dev.interlock.processor.model.proto.ValueType;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;

/**
 * Decides whether generated code must use deprecated elements. If so, the generated code suppresses warnings about
 * these elements, because an interface may deprecate a field long before it removes the field.
 */
final class DeprecatedParts {
    private DeprecatedParts() {}

    static boolean in(MessageWriter writer) {
        Stream<Element> parts = writer.methods().stream().flatMap(DeprecatedParts::elements);
        return Stream.concat(Stream.of(writer.type()), parts)
                .flatMap(DeprecatedParts::withEnclosing)
                .anyMatch(element -> element.getAnnotation(Deprecated.class) != null);
    }

    static boolean in(MessageView view) {
        Stream<Element> parts = view.methods().stream().flatMap(DeprecatedParts::elements);
        return Stream.concat(Stream.of(view.type()), parts)
                .flatMap(DeprecatedParts::withEnclosing)
                .anyMatch(element -> element.getAnnotation(Deprecated.class) != null);
    }

    private static Stream<Element> elements(MessageView.Accessor accessor) {
        Stream<? extends Element> types = Stream.of();
        if (accessor instanceof MessageView.Value value) {
            types = Stream.concat(enumOf(value.type()), value.type().message().stream());
        } else if (accessor instanceof MessageView.Case oneof) {
            types = enumOf(oneof.type());
        }
        return Stream.concat(Stream.of(accessor.method()), types);
    }

    private static Stream<Element> elements(Mutator mutator) {
        Stream<? extends Element> types = Stream.of();
        if (mutator instanceof Value value) {
            types = enumOf(value.type());
        } else if (mutator instanceof Values values) {
            types = enumOf(values.type());
        } else if (mutator instanceof Entry entry) {
            types = Stream.concat(enumOf(entry.key()), enumOf(entry.value()));
        } else if (mutator instanceof Begin begin) {
            types = Stream.of(begin.nested());
        }
        return Stream.concat(Stream.of(mutator.method()), types);
    }

    /** Returns the Java enum of a type and the constants of the enum; empty if the type is not an enum. */
    private static Stream<Element> enumOf(ValueType type) {
        Optional<EnumConstants> constants = type.constants();
        return constants.stream()
                .map(EnumConstants::type)
                .flatMap(it -> Stream.concat(Stream.of(it), it.getEnclosedElements().stream()));
    }

    private static Stream<Element> withEnclosing(Element element) {
        return Stream.iterate(element, it -> it.getKind() != ElementKind.PACKAGE, Element::getEnclosingElement);
    }
}
