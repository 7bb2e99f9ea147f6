package dev.interlock.processor;

import com.palantir.javapoet.ClassName;
import java.util.Optional;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Names a class over the rounds of a compilation: elements of earlier rounds are stale.
 *
 * @param name the canonical name
 * @param module name of its module; empty for the unnamed one. Two modules of one compilation may have a class of one
 *     name.
 */
record SourceName(String name, String module) implements Comparable<SourceName> {
    static SourceName of(TypeElement type, Elements elements) {
        ModuleElement module = elements.getModuleOf(type);
        // ECJ reads a dollar sign at the start of a nested class's name as a dot, but knows its simple name.
        return new SourceName(
                ClassName.get(type).canonicalName(),
                module == null ? "" : module.getQualifiedName().toString());
    }

    /** The class in this round; empty if it is gone. */
    Optional<TypeElement> find(Elements elements) {
        ModuleElement around = module.isEmpty() ? null : elements.getModuleElement(module);
        return Optional.ofNullable(
                around == null ? elements.getTypeElement(name) : elements.getTypeElement(around, name));
    }

    /**
     * The name that a generated class beside this one has for the filer. Only a name in two modules needs its module.
     */
    String beside(String generated, Elements elements) {
        boolean isUnique = module.isEmpty() || elements.getTypeElement(name) != null;
        return isUnique ? generated : module + "/" + generated;
    }

    @Override
    public int compareTo(SourceName other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : module.compareTo(other.module);
    }
}
