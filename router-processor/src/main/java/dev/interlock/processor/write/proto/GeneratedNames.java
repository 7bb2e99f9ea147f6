package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ClassName;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** The classes that are generated for interfaces. */
public final class GeneratedNames {
    private GeneratedNames() {}

    /** The decoder of a {@code @ProtoView} interface: {@code Outer_InnerDecoder} for {@code Outer.Inner}. */
    public static ClassName decoder(TypeElement view) {
        return generated(view, "Decoder");
    }

    /** The encoder of a {@code @ProtoWriter} interface: {@code Outer_InnerEncoder} for {@code Outer.Inner}. */
    public static ClassName encoder(TypeElement writer) {
        return generated(writer, "Encoder");
    }

    private static ClassName generated(TypeElement type, String suffix) {
        ClassName name = ClassName.get(type);
        return ClassName.get(name.packageName(), String.join("_", name.simpleNames()) + suffix);
    }

    /** Whether every package sees a type. */
    static boolean isPublic(TypeElement type) {
        return Stream.<Element>iterate(
                        type, element -> element.getKind() != ElementKind.PACKAGE, Element::getEnclosingElement)
                .allMatch(element -> element.getModifiers().contains(Modifier.PUBLIC));
    }
}
