package shop;

import dev.interlock.annotation.HttpApp;

@HttpApp(controllers = Clock.class)
final class Api {}
