package dev.interlock.generated.validate.jakarta;

import dev.interlock.internal.text.Excerpt;
import dev.interlock.internal.text.ReferenceToken;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.ContainerElementNodeBuilderCustomizableContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.ContainerElementNodeBuilderDefinedContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.ContainerElementNodeContextBuilder;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.LeafNodeBuilderCustomizableContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.LeafNodeBuilderDefinedContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.LeafNodeContextBuilder;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.NodeBuilderCustomizableContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.NodeBuilderDefinedContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.NodeContextBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Path to a value that a validator rejects, as a JSON pointer from the checked value. One object implements all
 * builders of Jakarta Validation. In the pointer, the index or key of a node comes before the name of the node.
 */
final class JakartaPath
        implements ConstraintViolationBuilder,
                NodeBuilderDefinedContext,
                NodeBuilderCustomizableContext,
                NodeContextBuilder,
                LeafNodeBuilderDefinedContext,
                LeafNodeBuilderCustomizableContext,
                LeafNodeContextBuilder,
                ContainerElementNodeBuilderDefinedContext,
                ContainerElementNodeBuilderCustomizableContext,
                ContainerElementNodeContextBuilder {
    private final JakartaContext context;
    private final String template;
    /** Whether the violation is listed. Violations that are not listed share one path. */
    private final boolean isListed;

    private final StringBuilder pointer = new StringBuilder();
    /** Name of the last node, or null if the node has no name. */
    private @Nullable String name;

    JakartaPath(JakartaContext context, String template, boolean isListed) {
        this.context = context;
        this.template = template;
        this.isListed = isListed;
    }

    private JakartaPath next(@Nullable String nextName) {
        if (name != null) {
            append(name);
        }
        name = nextName;
        return this;
    }

    private void append(Object token) {
        if (isListed) {
            pointer.append('/').append(ReferenceToken.of(Excerpt.of(String.valueOf(token))));
        }
    }

    @Override
    @Deprecated
    public JakartaPath addNode(String property) {
        return next(property);
    }

    @Override
    public JakartaPath addPropertyNode(String property) {
        return next(property);
    }

    @Override
    public JakartaPath addBeanNode() {
        return next(null);
    }

    @Override
    public JakartaPath addContainerElementNode(String element, Class<?> container, Integer typeArgument) {
        return next(null);
    }

    /** Always throws an exception, because a validator checks single values and never the parameters of a method. */
    @Override
    public JakartaPath addParameterNode(int index) {
        throw new IllegalStateException("The constraint is not on the parameters of a method");
    }

    @Override
    public JakartaPath inIterable() {
        return this;
    }

    @Override
    public JakartaPath inContainer(Class<?> container, Integer typeArgument) {
        return this;
    }

    @Override
    public JakartaPath atKey(Object key) {
        append(key);
        return this;
    }

    @Override
    public JakartaPath atIndex(Integer index) {
        append(index);
        return this;
    }

    @Override
    public ConstraintValidatorContext addConstraintViolation() {
        next(null);
        // The list may have become full since the path was begun.
        if (isListed && context.hasPlace()) {
            context.add(pointer.toString(), template);
        } else {
            context.addUnlisted();
        }
        return context;
    }
}
