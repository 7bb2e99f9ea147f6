package shop;

import dev.interlock.annotation.HttpApp;

@HttpApp(controllers = Everything.class)
public final class Api {}
