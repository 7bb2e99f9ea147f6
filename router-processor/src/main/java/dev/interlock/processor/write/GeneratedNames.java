package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * Names of the classes that are generated for protobuf interfaces and for the source classes of routers. Each generated
 * class is in the package of its source. A router can therefore refer to a generated class that does not exist yet.
 */
public final class GeneratedNames {
    private GeneratedNames() {}

    /**
     * Returns the name of the class that implements a {@code @ProtoView} interface: {@code Orders_NewOrderDecoder} for
     * {@code Orders.NewOrder}.
     */
    public static ClassName decoder(TypeElement view) {
        return beside(view, "Decoder");
    }

    /**
     * Returns the name of the class that implements a {@code @ProtoWriter} interface: {@code Orders_TotalEncoder} for
     * {@code Orders.Total}.
     */
    public static ClassName encoder(TypeElement writer) {
        return beside(writer, "Encoder");
    }

    /**
     * Returns the name of the class that holds the digest of a class: {@code Orders_Lines_Digest} for {@code
     * Orders.Lines}, and {@code Orders_1Lines_Digest} for a class {@code Orders_Lines}. Different classes get different
     * names, because no Java name begins with 1.
     */
    public static ClassName digest(TypeElement source) {
        ClassName name = ClassName.get(source);
        String joined = name.simpleNames().stream()
                .map(simpleName -> simpleName.replace("_", "_1"))
                .collect(Collectors.joining("_"));
        return ClassName.get(name.packageName(), joined + "_Digest");
    }

    private static ClassName beside(TypeElement type, String suffix) {
        ClassName name = ClassName.get(type);
        return ClassName.get(name.packageName(), String.join("_", name.simpleNames()) + suffix);
    }

    /** Whether a class or interface is accessible from every package. If so, the class generated from it is public. */
    public static boolean isPublic(TypeElement type) {
        return Stream.<Element>iterate(
                        type, element -> element.getKind() != ElementKind.PACKAGE, Element::getEnclosingElement)
                .allMatch(element -> element.getModifiers().contains(Modifier.PUBLIC));
    }
}
