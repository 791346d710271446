"""Mshauri: Kenya's Teacher Induction, Mentorship and Coaching programme, carried by chat."""
