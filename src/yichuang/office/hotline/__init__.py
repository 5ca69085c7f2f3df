"""The hotline's desk room: demands registered, found again by caller, place and words, seen as one when they are one."""
